package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Names: valid however long a release's is, and never those of another release. */
class ChartNamesIT {

    /** Of a DNS label, which Services and label values are. */
    private static final int LONGEST_NAME = 63;
    /** A StatefulSet's pods have a label of its name, a dash and a hash of ten characters. */
    private static final int LONGEST_STATEFUL_SET = LONGEST_NAME - 11;

    /** Of a release, for Helm. */
    private static final int LONGEST_RELEASE = 53;

    private static final JsonNode ALL = Yaml.tree("""
            watcher: {shards: 2}
            priorityClass: {create: true}
            webConfig: {inline: {rate_limit: {burst: 20}}}
            podMonitor: {enabled: true}
            prometheusRule: {enabled: true}
            dashboards: {enabled: true}
            networkPolicy: {enabled: true}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "dockershim-exporter",
                "team.a.b",
                "monitoring",
                "the-release-of-the-platform-team-in-the-first-region1",
                "the-release-of-the-platform-team-in-the-dockershim-ex",
                "eleven-0001-eleven-0002-eleven-0003-eleven-0004-e"
            })
    void namesFit(String release) {
        assertThat(release.length()).isLessThanOrEqualTo(LONGEST_RELEASE);

        for (JsonNode object : Helm.objects(release, ALL)) {
            String name = object.path("metadata").path("name").asString();
            boolean statefulSet = object.path("kind").asString().equals("StatefulSet");
            assertThat(name).as(Chart.key(object)).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
            assertThat(name.length())
                    .as(Chart.key(object))
                    .isLessThanOrEqualTo(statefulSet ? LONGEST_STATEFUL_SET : LONGEST_NAME);
        }
    }

    @Test
    void overridesNameEverything() {
        JsonNode named = Yaml.tree("{nameOverride: fs, watcher: {enabled: false}}");
        JsonNode full = Yaml.tree("{fullnameOverride: bridge, watcher: {enabled: false}}");

        assertThat(keys(Helm.objects("a", named))).contains("DaemonSet/a-fs-agent", "ClusterRole/a-fs-agent");
        assertThat(keys(Helm.objects("a", full))).contains("DaemonSet/bridge-agent", "ClusterRole/bridge-agent");
        // By this label the watcher knows agents.
        assertThat(Helm.objects("a", full))
                .allSatisfy(object -> assertThat(object.path("metadata")
                                .path("labels")
                                .path("app.kubernetes.io/name")
                                .asString())
                        .isEqualTo("dockershim-exporter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "fs dockershim-exporter",
                "a.b a-b",
                "the-release-of-the-platform-team-in-the-first-region1 the-release-of-the-platform-team-in-the-first-region2",
            })
    void twoReleasesDoNotMeet(String both) {
        String[] releases = both.split(" ", -1);
        List<JsonNode> first = Helm.objects(releases[0], ALL);
        List<JsonNode> second = Helm.objects(releases[1], ALL);

        assertThat(keys(first)).hasSameSizeAs(first).doesNotContainAnyElementsOf(keys(second));
        assertThat(selectors(first)).isNotEmpty().doesNotContainAnyElementsOf(selectors(second));
    }

    /** One name in two namespaces: what is of the cluster would be shared, so a name of its own is asked for. */
    @Test
    void oneNameInTwoNamespacesTakesAFullName() {
        JsonNode other = Yaml.tree("{fullnameOverride: other}");
        Set<String> clusterWide = keys(Helm.objects(Helm.RELEASE, Chart.JSON.createObjectNode())).stream()
                .filter(key -> key.startsWith("Cluster"))
                .collect(Collectors.toSet());

        assertThat(keys(Helm.objects(Helm.RELEASE, other))).doesNotContainAnyElementsOf(clusterWide);
    }

    private static Set<String> keys(Collection<JsonNode> objects) {
        return objects.stream().map(Chart::key).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> selectors(Collection<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.path("spec").path("selector"))
                .filter(JsonNode::isObject)
                .map(JsonNode::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
