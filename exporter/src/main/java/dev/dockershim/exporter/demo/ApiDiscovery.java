package dev.dockershim.exporter.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What clients ask before they ask for objects: the server's version, its groups, and what these have. */
final class ApiDiscovery {

    private ApiDiscovery() {}

    /**
     * The answer at {@code path}; null if there is nothing.
     *
     * @param version of Kubernetes: {@code v1.23.17}
     */
    static byte @Nullable [] find(String path, String version) {
        return switch (path) {
            case "/version" -> json(version(version));
            case "/api" ->
                json(Map.of("kind", "APIVersions", "versions", List.of("v1"), "serverAddressByClientCIDRs", List.of()));
            case "/apis" -> json(Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups()));
            default -> resources(path);
        };
    }

    private static Map<String, Object> version(String version) {
        String[] numbers = version.substring(1).split("\\.", 3);
        return Map.of(
                "major",
                numbers[0],
                "minor",
                numbers[1],
                "gitVersion",
                version,
                "gitTreeState",
                "clean",
                "platform",
                "linux/amd64");
    }

    private static List<Object> groups() {
        return new TreeSet<>(Arrays.stream(ApiResource.values())
                        .map(ApiResource::group)
                        .toList())
                .stream()
                        .filter(group -> !group.isEmpty())
                        .map(group -> {
                            Map<String, Object> v1 = Map.of("groupVersion", group + "/v1", "version", "v1");
                            return (Object) Map.of("name", group, "versions", List.of(v1), "preferredVersion", v1);
                        })
                        .toList();
    }

    private static byte @Nullable [] resources(String path) {
        List<ApiResource> found = Arrays.stream(ApiResource.values())
                .filter(one -> path.equals((one.group().isEmpty() ? "/api/" : "/apis/") + one.apiVersion()))
                .toList();
        if (found.isEmpty()) {
            return null;
        }
        List<Object> resources = found.stream()
                .map(one -> (Object) Map.of(
                        "name",
                        one.plural(),
                        "singularName",
                        "",
                        "namespaced",
                        one.isNamespaced(),
                        "kind",
                        one.kind(),
                        "verbs",
                        List.of("get", "list", "watch"),
                        "shortNames",
                        one.shortNames()))
                .toList();
        return json(Map.of(
                "kind",
                "APIResourceList",
                "apiVersion",
                "v1",
                "groupVersion",
                Objects.requireNonNull(found.get(0)).apiVersion(),
                "resources",
                resources));
    }

    private static byte[] json(Object value) {
        return JsonMapper.shared().writeValueAsBytes(value);
    }
}
