package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runtime of a recorded node: the answers of its CRI as crictl prints them, from the resources of this jar. */
public final class RecordedCri {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RecordedCri() {}

    /**
     * Loads {@code demo/nodes/<node>/cri-*} from the class path.
     *
     * @param node such as {@code containerd-1.36}
     * @throws IOException if the node was not recorded
     */
    public static ReplayCri.State load(String node) throws IOException {
        Map<String, ContainerStatusResponse> statuses = new HashMap<>();
        for (JsonNode status : json(node, "cri-container-status.json")) {
            ContainerStatusResponse response = CrictlJson.status(status);
            statuses.put(response.getStatus().getId(), response);
        }
        return new ReplayCri.State(
                version(node),
                list(json(node, "cri-sandboxes.json").get("items"), CrictlJson::sandbox),
                list(json(node, "cri-containers.json").get("containers"), CrictlJson::container),
                list(json(node, "cri-container-stats.json").get("stats"), CrictlJson::stats),
                list(json(node, "cri-images.json").get("images"), CrictlJson::image),
                Map.copyOf(statuses));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        return StreamSupport.stream(array.spliterator(), false).map(read).toList();
    }

    /** {@code crictl version}: lines such as {@code RuntimeName:  containerd}. */
    private static VersionResponse version(String node) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (InputStream in = open(node, "cri-version.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
        }
        return VersionResponse.newBuilder()
                .setVersion(fields.getOrDefault("Version", ""))
                .setRuntimeName(fields.getOrDefault("RuntimeName", ""))
                .setRuntimeVersion(fields.getOrDefault("RuntimeVersion", ""))
                .setRuntimeApiVersion(fields.getOrDefault("RuntimeApiVersion", ""))
                .build();
    }

    private static JsonNode json(String node, String file) throws IOException {
        try (InputStream in = open(node, file)) {
            return JSON.readTree(in);
        }
    }

    private static InputStream open(String node, String file) throws IOException {
        String resource = "/demo/nodes/" + node + "/" + file;
        InputStream in = RecordedCri.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("no recording " + resource);
        }
        return in;
    }
}
