package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.snapshots.UsageResponse;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusResponse;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runtime of a recorded node: the answers of its CRI as crictl prints them, from its recorded files. */
public final class RecordedCri {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RecordedCri() {}

    /**
     * Loads a node that comes with the program.
     *
     * @param node such as {@code containerd-1.36}
     * @throws IllegalArgumentException if there is no such node
     */
    public static ReplayCri.State load(String node) {
        return load(RecordedNode.named(node));
    }

    /**
     * Loads {@code cri-*} and {@code snapshots-usage.json} of a recorded node. Of what was not recorded of single
     * containers, sandboxes and images, the runtime knows nothing; without recorded snapshots it is not containerd.
     *
     * @throws IllegalArgumentException if its runtime's lists were not recorded
     */
    public static ReplayCri.State load(NodeFiles node) {
        Map<String, ContainerStatusResponse> statuses = new HashMap<>();
        for (JsonNode status : optional(node, "cri-container-status.json")) {
            ContainerStatusResponse response = CrictlJson.status(status);
            statuses.put(response.getStatus().getId(), response);
        }
        Map<String, PodSandboxStatusResponse> sandboxStatuses = new HashMap<>();
        for (JsonNode status : optional(node, "cri-sandbox-status.json")) {
            PodSandboxStatusResponse response = CrictlJson.sandboxStatus(status);
            sandboxStatuses.put(response.getStatus().getId(), response);
        }
        return new ReplayCri.State(
                version(node),
                list(json(node, "cri-sandboxes.json").get("items"), CrictlJson::sandbox),
                list(json(node, "cri-containers.json").get("containers"), CrictlJson::container),
                list(json(node, "cri-container-stats.json").get("stats"), CrictlJson::stats),
                list(optional(node, "cri-images.json").path("images"), CrictlJson::image),
                Map.copyOf(statuses),
                Map.copyOf(sandboxStatuses),
                node.has("snapshots-usage.json") ? snapshots(json(node, "snapshots-usage.json")) : null,
                CrictlJson.runtimeStatus(optional(node, "cri-status.json")));
    }

    /** By key: {@code size} in bytes, and {@code inodes}. */
    private static Map<String, UsageResponse> snapshots(JsonNode json) {
        Map<String, UsageResponse> usages = new HashMap<>();
        json.forEachEntry((key, usage) -> usages.put(key, CrictlJson.usageOfSnapshot(usage)));
        return Map.copyOf(usages);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        return StreamSupport.stream(array.spliterator(), false).map(read).toList();
    }

    /** {@code crictl version}: lines such as {@code RuntimeName:  containerd}. */
    private static VersionResponse version(NodeFiles node) {
        Map<String, String> fields = new HashMap<>();
        new String(node.read("cri-version.txt"), StandardCharsets.UTF_8).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return VersionResponse.newBuilder()
                .setVersion(fields.getOrDefault("Version", ""))
                .setRuntimeName(fields.getOrDefault("RuntimeName", ""))
                .setRuntimeVersion(fields.getOrDefault("RuntimeVersion", ""))
                .setRuntimeApiVersion(fields.getOrDefault("RuntimeApiVersion", ""))
                .build();
    }

    private static JsonNode json(NodeFiles node, String file) {
        return JSON.readTree(node.read(file));
    }

    private static JsonNode optional(NodeFiles node, String file) {
        return node.has(file) ? json(node, file) : JSON.missingNode();
    }
}
