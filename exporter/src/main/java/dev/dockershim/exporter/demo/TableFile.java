package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A table of the demo: a resource in JSON with comments, of which every name must be known. */
final class TableFile {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private TableFile() {}

    /** The table as one record. */
    static <T> T read(String resource, Class<T> type) {
        return JSON.readValue(bytes(resource), type);
    }

    /** The table as its rows. */
    static <T> List<T> rows(String resource, Class<T> type) {
        return JSON.readerForListOf(type).readValue(bytes(resource));
    }

    /** The table as it is. */
    static JsonNode tree(String resource) {
        return JSON.readTree(bytes(resource));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = TableFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
