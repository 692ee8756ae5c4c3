package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Chart and deploy/kustomize say the same, object by object, whichever way somebody installs. */
class ChartMatchesKustomizeIT {

    /** What a chart adds to everything; nothing else may differ. */
    private static final Set<String> CHARTS_OWN_LABELS = Set.of(
            "helm.sh/chart", "app.kubernetes.io/managed-by", "app.kubernetes.io/instance", "app.kubernetes.io/version");

    /** Components that the chart has no values for, each with the reason. */
    private static final Map<String, String> KUSTOMIZE_ALONE = Map.of(
            "namespace", "Helm makes the release's namespace (--create-namespace), and a chart must not own it",
            "watcher-common", "a part of both kinds of watcher, not for use by itself");

    static Stream<Example> pairs() {
        return Example.of("kustomize.yaml");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bothSayTheSame(Example pair) {
        Map<String, JsonNode> chart = normalized(Helm.objects(Helm.RELEASE, pair.values()), CHARTS_OWN_LABELS);
        Map<String, JsonNode> kustomize = normalized(Manifests.kustomize("base", components(pair)), Set.of());

        assertThat(chart.keySet()).isEqualTo(kustomize.keySet());
        chart.forEach((key, object) -> {
            Set<String> ofChart = leaves("", object);
            Set<String> ofKustomize = leaves("", kustomize.get(key));
            assertThat(without(ofChart, ofKustomize)).as(key + ", chart alone").isEmpty();
            assertThat(without(ofKustomize, ofChart))
                    .as(key + ", kustomize alone")
                    .isEmpty();
        });
    }

    @Test
    void everyComponentIsCompared() throws IOException {
        Path components = Chart.REPOSITORY.resolve("deploy/kustomize/components");
        Set<String> there;
        try (Stream<Path> files = Files.walk(components)) {
            there = files.filter(file -> file.endsWith("kustomization.yaml"))
                    .map(file -> components.relativize(file.getParent()).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> compared = new TreeSet<>(KUSTOMIZE_ALONE.keySet());
        pairs().map(ChartMatchesKustomizeIT::components).forEach(compared::addAll);

        assertThat(compared).isEqualTo(there);
    }

    private static List<String> components(Example pair) {
        return pair.row()
                .path("components")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static Map<String, JsonNode> normalized(Collection<JsonNode> objects, Set<String> labels) {
        Map<String, JsonNode> all = new TreeMap<>();
        for (JsonNode object : objects) {
            assertThat(all.put(Chart.key(object), normalized("", object, labels)))
                    .isNull();
        }
        return all;
    }

    /** Without those labels, and with lists in one order where their order means nothing. */
    private static JsonNode normalized(String name, JsonNode node, Set<String> labels) {
        if (node.isObject()) {
            ObjectNode object = Chart.JSON.createObjectNode();
            Map<String, JsonNode> sorted = new TreeMap<>();
            boolean ofLabels = Set.of("labels", "matchLabels", "selector").contains(name);
            node.properties().forEach(each -> {
                if (!ofLabels || !labels.contains(each.getKey())) {
                    sorted.put(each.getKey(), normalized(each.getKey(), each.getValue(), labels));
                }
            });
            sorted.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(item -> items.add(normalized("", item, labels)));
            if (name.equals("args")) {
                // The first is the role.
                items.subList(1, items.size()).sort(Comparator.comparing(JsonNode::asString));
            } else if (items.stream().allMatch(item -> item.has("name"))) {
                items.sort(Comparator.comparing(item -> item.path("name").asString()));
            }
            ArrayNode list = Chart.JSON.createArrayNode();
            items.forEach(list::add);
            return list;
        }
        return node;
    }

    /** Each value with the path to it, so that a difference is a line. */
    private static Set<String> leaves(String path, @Nullable JsonNode node) {
        Set<String> all = new TreeSet<>();
        if (node != null && node.isObject() && !node.isEmpty()) {
            node.properties().forEach(each -> all.addAll(leaves(path + "/" + each.getKey(), each.getValue())));
        } else if (node != null && node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                all.addAll(leaves(path + "/" + i, node.get(i)));
            }
        } else {
            all.add(path + " = " + node);
        }
        return all;
    }

    private static Set<String> without(Set<String> lines, Set<String> others) {
        Set<String> rest = new TreeSet<>(lines);
        rest.removeAll(others);
        return rest;
    }
}
