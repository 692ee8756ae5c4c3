package dev.dockershim.exporter.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a node of the migration can be: a row of {@code /demo/migration/stages.json}, which says what its columns mean.
 *
 * @param files those of the host that differ; a JSON null for one that is not there
 * @param answers files of the recording that differ
 */
record MigrationStage(
        String phase,
        String means,
        String runtime,
        String kubelet,
        String socket,
        boolean cordoned,
        @Nullable String ready,
        @Nullable Integer silent,
        String recording,
        @Nullable Boolean containerFs,
        boolean anew,
        boolean stopped,
        String host,
        @Nullable Map<String, JsonNode> files,
        @Nullable Map<String, String> answers) {

    private static final String TABLE = "/demo/migration/stages.json";
    private static final String LIKE = "like";
    private static final String FILES = "files";

    /** All, by their keys. */
    static Map<String, MigrationStage> readAll() {
        JsonNode rows = TableFile.tree(TABLE);
        Map<String, MigrationStage> stages = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> row : rows.properties()) {
            stages.put(row.getKey(), TableFile.JSON.treeToValue(whole(rows, row.getKey()), MigrationStage.class));
        }
        return stages;
    }

    /** A row with all that it takes from another one. */
    private static ObjectNode whole(JsonNode rows, String key) {
        if (!(rows.get(key) instanceof ObjectNode own)) {
            throw new IllegalStateException(TABLE + " has no stage " + key);
        }
        ObjectNode row = own.deepCopy();
        if (!row.has(LIKE)) {
            return row;
        }
        ObjectNode whole = whole(rows, row.remove(LIKE).stringValue());
        ObjectNode files = TableFile.JSON.createObjectNode();
        for (ObjectNode each : new ObjectNode[] {whole, row}) {
            if (each.get(FILES) instanceof ObjectNode some) {
                files.setAll(some);
            }
        }
        whole.setAll(row);
        whole.set(FILES, files);
        return whole;
    }

    /** Whether the kubelet's series are those of the recording, the thirteen too. */
    boolean servesContainerFs() {
        return containerFs == null || containerFs;
    }

    /** All files of the host. */
    Map<String, JsonNode> hostFiles() {
        Map<String, JsonNode> all = HostTree.files(host);
        if (files != null) {
            files.forEach((path, file) -> {
                if (file.isNull()) {
                    all.remove(path);
                } else {
                    all.put(path, file);
                }
            });
        }
        return all;
    }
}
