package dev.dockershim.exporter.workloads;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a table of this program's own. A key that it does not know is an error of ours, not something to skip. */
final class TableFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
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
        return List.copyOf(YAML.readerForListOf(row).<List<T>>readValue(file));
    }
}
