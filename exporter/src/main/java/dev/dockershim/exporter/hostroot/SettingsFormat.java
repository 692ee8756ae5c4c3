package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Observed.Seen;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/** A format of configuration files whose root is a table. Large, deep or broken files are refused. */
final class SettingsFormat {

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(50)
            .maxNumberLength(100)
            .maxTokenCount(50_000)
            .maxStringLength(64 * 1024)
            .build();

    /**
     * As encoding/json reads it: no comments, the last of several equal keys counts, nothing may follow. A byte order mark
     * is allowed, as in dockerd since 23.0 (moby daemon/config/config.go).
     */
    static final SettingsFormat JSON = new SettingsFormat(
            "JSON",
            JsonMapper.builder(JsonFactory.builder()
                            .streamReadConstraints(CONSTRAINTS)
                            .build())
                    .build());

    /** TOML 1.0. */
    static final SettingsFormat TOML = new SettingsFormat(
            "TOML",
            TomlMapper.builder(TomlFactory.builder()
                            .streamReadConstraints(CONSTRAINTS)
                            .build())
                    .build());

    /** Larger by far than any real one: containerd's whole default is 10 KB. */
    static final int MAX_BYTES = 256 * 1024;

    private final String name;
    private final ObjectMapper mapper;

    private SettingsFormat(String name, ObjectMapper mapper) {
        this.name = name;
        this.mapper = mapper;
    }

    /**
     * Reads a file.
     *
     * @param what the file's name for people
     * @throws MissingFileException if it is not there, may not be read, or cannot be understood
     */
    Settings read(HostRoot host, String path, String what) throws MissingFileException {
        Observed<byte[]> bytes = host.read(path, MAX_BYTES);
        if (bytes instanceof Missing<byte[]> missing) {
            throw MissingFileException.of(what, missing);
        }
        return parse(((Seen<byte[]>) bytes).value(), what);
    }

    /**
     * Reads a document; one of blanks only sets nothing.
     *
     * @throws MissingFileException if it cannot be understood
     */
    Settings parse(byte[] document, String what) throws MissingFileException {
        JsonNode root;
        try {
            root = isBlank(document) ? mapper.createObjectNode() : mapper.readTree(document);
        } catch (JacksonException e) {
            // Jackson's message may quote the document, so that it goes no further.
            throw invalid(what);
        }
        if (!(root instanceof ObjectNode table)) {
            throw invalid(what);
        }
        return new Settings(what, table);
    }

    private MissingFileException invalid(String what) {
        return new MissingFileException(Reason.INVALID, what + " is no valid " + name);
    }

    private static boolean isBlank(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1).isBlank();
    }
}
