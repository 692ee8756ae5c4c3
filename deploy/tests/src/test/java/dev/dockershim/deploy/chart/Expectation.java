package dev.dockershim.deploy.chart;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final List<String> KEYS = List.of(
            "namespace", "objects", "external", "permissions", "podSecurity", "hostPaths", "arguments", "extraLabels");

    private Expectation() {}

    /** That of a case: its {@code parts} together with its own {@code expect}. */
    static ObjectNode of(JsonNode example) {
        ObjectNode total = Chart.JSON.createObjectNode().put("namespace", Helm.NAMESPACE);
        example.path("parts").forEach(part -> add(total, part(part.asString())));
        add(total, example.path("expect"));
        // A part may speak of workloads that only others bring.
        Set<String> there =
                total.path("objects").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        ObjectNode arguments = total.withObjectProperty("arguments");
        List.copyOf(arguments.propertyNames()).stream()
                .filter(workload -> !there.contains(workload))
                .forEach(arguments::remove);
        return total;
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

    /** What a part says of the manifests; the rest is about how components go together. */
    private static void add(ObjectNode total, JsonNode part) {
        for (String key : KEYS) {
            if (part.has(key)) {
                join(total, key, part.path(key));
            }
        }
    }

    /** Lists are joined, without saying twice what is there; so are the objects that hold them. */
    private static void join(ObjectNode total, String key, JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = total.withArrayProperty(key);
            value.forEach(item -> {
                if (list.valueStream().noneMatch(item::equals)) {
                    list.add(item);
                }
            });
        } else if (value.isObject()) {
            ObjectNode object = total.withObjectProperty(key);
            value.properties().forEach(each -> join(object, each.getKey(), each.getValue()));
        } else {
            total.set(key, value);
        }
    }
}
