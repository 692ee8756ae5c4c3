package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code helm upgrade}: what the API server lets nobody change stays as it is, and pods roll when they must. */
class ChartUpgradeIT {

    /** Fields that cannot be changed once an object is there (Kubernetes, pkg/apis/{apps,rbac,scheduling}/validation). */
    private static final Map<String, List<String>> FIXED = Map.of(
            "DaemonSet", List.of("/spec/selector"),
            "Deployment", List.of("/spec/selector"),
            "StatefulSet",
                    List.of(
                            "/spec/selector",
                            "/spec/serviceName",
                            "/spec/podManagementPolicy",
                            "/spec/volumeClaimTemplates"),
            "Service", List.of("/spec/clusterIP", "/spec/selector"),
            "ClusterRoleBinding", List.of("/roleRef"),
            "PriorityClass", List.of("/value", "/preemptionPolicy"));

    private static final JsonNode ALL = Yaml.tree("""
            priorityClass: {create: true}
            podMonitor: {enabled: true}
            prometheusRule: {enabled: true}
            dashboards: {enabled: true}
            networkPolicy: {enabled: true}
            webConfig: {inline: {rate_limit: {burst: 20}}}
            """);

    static Stream<Example> cases() {
        return Example.of("cases.yaml");
    }

    /** A change in released.yaml breaks the upgrade of releases that are there: it takes a new major version. */
    @Test
    void namesAndFixedFieldsAreThoseThatWereReleased() {
        Map<String, JsonNode> found = new TreeMap<>(fixed(Helm.objects(Helm.RELEASE, ALL)));
        found.putAll(fixed(Helm.objects(Helm.RELEASE, Yaml.tree("{watcher: {shards: 2}}"))));
        Map<String, JsonNode> released = new TreeMap<>();
        Chart.cases("released.yaml").properties().forEach(each -> released.put(each.getKey(), each.getValue()));

        assertThat(found).isEqualTo(released);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noValueChangesThem(Example example) {
        JsonNode released = Chart.cases("released.yaml");

        fixed(Helm.objects(Helm.RELEASE, example.values())).forEach((key, fields) -> {
            if (released.has(key)) {
                assertThat(fields).as(key).isEqualTo(released.path(key));
            }
        });
    }

    /** The next version of the chart has other labels, but rolls no pod by itself. */
    @Test
    void theChartsVersionAloneRollsNoPod(@TempDir Path directory) throws IOException {
        Path next = copy(directory);
        Path chart = next.resolve("Chart.yaml");
        Files.writeString(chart, Chart.read(chart).replaceFirst("(?m)^version: .*$", "version: 9.9.9"));

        List<JsonNode> before = Helm.objects(Helm.RELEASE, ALL);
        List<JsonNode> after =
                Yaml.objects(Helm.template(next, Helm.RELEASE, ALL).orFail());

        assertThat(fixed(after)).isEqualTo(fixed(before));
        assertThat(templates(after)).isEqualTo(templates(before)).hasSize(2);
        assertThat(after.toString()).contains("dockershim-exporter-9.9.9");
    }

    @Test
    void anotherWebConfigurationRollsThePods() {
        JsonNode other = Yaml.tree("{webConfig: {inline: {rate_limit: {burst: 21}}}}");
        JsonNode same = Yaml.tree("{webConfig: {inline: {rate_limit: {burst: 20}}}}");

        Map<String, JsonNode> pods = templates(Helm.objects(Helm.RELEASE, same));

        assertThat(templates(Helm.objects(Helm.RELEASE, same))).isEqualTo(pods);
        templates(Helm.objects(Helm.RELEASE, other))
                .forEach((key, pod) -> assertThat(pod).as(key).isNotEqualTo(pods.get(key)));
    }

    /** A Secret that others renew is read anew by the exporter itself. */
    @Test
    void anExistingSecretIsNotLookedInto() {
        JsonNode existing = Yaml.tree("{webConfig: {existingSecret: web, tls: true, authentication: false}}");

        assertThat(templates(Helm.objects(Helm.RELEASE, existing)).toString()).doesNotContain("checksum/");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twiceTheSame(Example example) {
        assertThat(Helm.template(Chart.DIRECTORY, Helm.RELEASE, example.values())
                        .orFail())
                .isEqualTo(Helm.template(Chart.DIRECTORY, Helm.RELEASE, example.values())
                        .orFail());
    }

    /** Names may be read by their owners: what a template looks up, or makes up, would be another thing each time. */
    @Test
    void noTemplateLooksUpOrMakesUpAnything() throws IOException {
        try (Stream<Path> files = Files.walk(Chart.DIRECTORY.resolve("templates"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(15)
                    .allSatisfy(file -> assertThat(Chart.read(file))
                            .doesNotContainPattern("\\b(lookup|rand\\w+|uuidv4|now|gen\\w+Cert|genCA|htpasswd|bcrypt|"
                                    + "Release\\.(IsInstall|IsUpgrade|Revision)|Capabilities)\\b"));
        }
    }

    private static Path copy(Path directory) throws IOException {
        Path copy = directory.resolve("dockershim-exporter");
        try (Stream<Path> files = Files.walk(Chart.DIRECTORY)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(Chart.DIRECTORY.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static Map<String, JsonNode> fixed(List<JsonNode> objects) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            var fields = Chart.JSON.createObjectNode();
            for (String pointer : FIXED.getOrDefault(object.path("kind").asString(), List.of())) {
                if (!object.at(pointer).isMissingNode()) {
                    fields.set(pointer, object.at(pointer));
                }
            }
            all.put(Chart.key(object), fields);
        }
        return all;
    }

    private static Map<String, JsonNode> templates(List<JsonNode> objects) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            if (object.path("spec").has("template")) {
                all.put(Chart.key(object), object.path("spec").path("template"));
            }
        }
        return all;
    }
}
