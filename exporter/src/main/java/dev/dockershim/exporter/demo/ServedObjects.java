package dev.dockershim.exporter.demo;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a replayed API server serves: changed where it differs, as controllers and kubelets would. */
final class ServedObjects {

    private final ApiStore store;
    private final Map<ApiResource, Map<String, ObjectNode>> served = new EnumMap<>(ApiResource.class);

    ServedObjects(ApiStore store) {
        this.store = store;
    }

    /** Serves these from now on. */
    synchronized void serve(Map<ApiResource, List<ObjectNode>> objects) {
        objects.forEach(this::serve);
    }

    /** Those that have left go last. */
    private void serve(ApiResource resource, List<ObjectNode> objects) {
        Map<String, ObjectNode> before = served.getOrDefault(resource, Map.of());
        Map<String, ObjectNode> now = new HashMap<>();
        for (ObjectNode object : objects) {
            String key = object.path("metadata").path("namespace").asString("") + "/"
                    + object.path("metadata").path("name").asString("");
            now.put(key, object.deepCopy());
            if (!object.equals(before.get(key))) {
                store.put(resource, JsonObject.of(object));
            }
        }
        before.keySet().stream().filter(key -> !now.containsKey(key)).forEach(key -> {
            int slash = key.indexOf('/');
            store.delete(resource, key.substring(0, slash), key.substring(slash + 1));
        });
        served.put(resource, now);
    }
}
