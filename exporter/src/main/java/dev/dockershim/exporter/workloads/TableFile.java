package dev.dockershim.exporter.workloads;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a table of this program's own: JSON with comments, which costs an agent nothing, since it reads JSON anyway. A key
 * that it does not know is an error of ours, not something to skip.
 */
final class TableFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TableFile() {}

    static <T> List<T> read(String name, Class<T> row) {
        try (InputStream file = TableFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("not in this program: " + name);
            }
            return read(file, row);
        } catch (IOException e) {
            throw new IllegalStateException("cannot be read: " + name, e);
        }
    }

    static <T> List<T> read(InputStream file, Class<T> row) {
        return List.copyOf(JSON.readerForListOf(row).<List<T>>readValue(file));
    }
}
