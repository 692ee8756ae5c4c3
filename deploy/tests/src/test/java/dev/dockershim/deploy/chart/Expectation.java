package dev.dockershim.deploy.chart;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a rendering is to be, put together of the parts that src/test/resources/kustomize/components.yaml has for the
 * kustomize components, and of what a case adds.
 */
final class Expectation {

    private static final JsonNode COMPONENTS = Yaml.tree(
            Chart.read(Chart.REPOSITORY.resolve("deploy/tests/src/test/resources/kustomize/components.yaml")));

    private Expectation() {}

    /** That of a case: its {@code parts} together with its own {@code expect}, less the objects {@code without}. */
    static ObjectNode of(JsonNode example) {
        ObjectNode total = Chart.JSON.createObjectNode().put("namespace", Helm.NAMESPACE);
        example.path("parts").forEach(part -> add(total, part(part.asString())));
        add(total, example.path("expect"));
        example.path("without").forEach(gone -> remove((ArrayNode) total.path("objects"), gone));
        return total;
    }

    private static void remove(ArrayNode list, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).equals(value)) {
                list.remove(i);
                return;
            }
        }
        throw new IllegalArgumentException(value + " is not expected anyway");
    }

    private static JsonNode part(String name) {
        if (name.equals("base")) {
            return COMPONENTS.path("base");
        }
        for (JsonNode component : COMPONENTS.path("components")) {
            if (component.path("name").asString().equals(name)) {
                return component;
            }
        }
        throw new IllegalArgumentException("no part " + name);
    }

    /** Lists are joined, without saying twice what is there; so are the objects that hold them. */
    private static void add(ObjectNode total, JsonNode more) {
        for (Map.Entry<String, JsonNode> each : more.properties()) {
            String key = each.getKey();
            JsonNode value = each.getValue();
            if (value.isArray() && !key.equals("excludes") && !key.equals("requires")) {
                ArrayNode list = total.withArrayProperty(key);
                value.forEach(item -> {
                    if (list.valueStream().noneMatch(item::equals)) {
                        list.add(item);
                    }
                });
            } else if (value.isObject()) {
                add(total.withObjectProperty(key), value);
            } else if (key.equals("namespace") || !value.isContainer() && !key.equals("name")) {
                total.set(key, value);
            }
        }
    }
}
