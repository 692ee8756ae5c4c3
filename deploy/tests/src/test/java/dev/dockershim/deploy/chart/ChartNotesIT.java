package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What {@code helm install} says in the end. */
class ChartNotesIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    static Stream<Example> cases() {
        return Example.of("cases.yaml");
    }

    @Test
    void theDefaultIsTheKubeletAlone() throws IOException {
        assertThat(notes("{}"))
                .contains("Evidence: the kubelet alone.")
                .contains("kubectl -n monitoring port-forward daemonset/dockershim-exporter-agent 10061")
                .contains("http://127.0.0.1:10061/metrics")
                .contains("deployment/dockershim-exporter-watcher 10062")
                .contains("agent.kubelet.tls.mode to pinnedCertificate")
                .contains("Nothing scrapes it yet")
                .contains("Ports are plain HTTP")
                .doesNotContain("privileged\", or no pod is made", "WARNING");
    }

    @Test
    void moreEvidenceSaysWhatItTakes() throws IOException {
        assertThat(notes("{agent: {cri: {enabled: true}, host: {enabled: true}}}"))
                .contains("Evidence: the kubelet, the runtime's socket, the node's files.")
                .contains("allow Pod Security \"privileged\", or no pod is made.");
        assertThat(notes("{agent: {kubelet: {url: none}, cri: {enabled: true}, asRoot: true}}"))
                .contains("Evidence: the runtime's socket, as root.")
                .doesNotContain("certificate");
    }

    @Test
    void anUnverifiedKubeletIsAWarning() throws IOException {
        assertThat(notes("{agent: {kubelet: {tls: {mode: insecureSkipVerify}}}}"))
                .contains("WARNING: the kubelets' certificates are not verified.")
                .contains("DockershimKubeletNotVerified");
    }

    @Test
    void aWatcherInShardsIsAStatefulSet() throws IOException {
        assertThat(notes("{watcher: {shards: 2}, agent: {enabled: false}, podMonitor: {enabled: true}}"))
                .contains("A watcher in 2 shards")
                .contains("statefulset/dockershim-exporter-watcher 10062")
                .doesNotContain("agent", "Nothing scrapes it yet");
    }

    @Test
    void tlsIsHttps() throws IOException {
        assertThat(notes("{webConfig: {existingSecret: web, tls: true, authentication: false}}"))
                .contains("https://127.0.0.1:10061/")
                .doesNotContain("http://", "plain HTTP", "podMonitor.tlsConfig");
        assertThat(
                        notes(
                                "{webConfig: {existingSecret: web, tls: true, authentication: false}, podMonitor: {enabled: true}}"))
                .contains("podMonitor.tlsConfig is empty");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theyFitAScreen(Example example) throws IOException {
        assertThat(notes(
                        example.values().isMissingNode()
                                ? "{}"
                                : example.values().toString()))
                .startsWith("dockershim-exporter ")
                .doesNotContain("<no value>", "\n\n\n")
                .satisfies(
                        notes -> assertThat(notes.lines()).hasSizeLessThan(40).allMatch(line -> line.length() <= 120));
    }

    /** Helm prints them at an install alone, which takes a cluster: so they are put into an object here. */
    private String notes(String values) throws IOException {
        Path chart = Files.createTempDirectory(directory, "chart").resolve("dockershim-exporter");
        try (Stream<Path> files = Files.walk(Chart.DIRECTORY)) {
            for (Path file : files.toList()) {
                Files.copy(file, chart.resolve(Chart.DIRECTORY.relativize(file).toString()));
            }
        }
        Files.move(chart.resolve("templates/NOTES.txt"), chart.resolve("notes.txt"));
        Files.writeString(
                chart.resolve("templates/notes.yaml"),
                "kind: Notes\nmetadata: {name: notes}\ntext: {{ tpl (.Files.Get \"notes.txt\") . | toJson }}\n");
        String rendered = Helm.template(chart, Helm.RELEASE, Yaml.tree(values)).orFail();
        JsonNode notes = Yaml.objects(rendered).stream()
                .filter(object -> object.path("kind").asString().equals("Notes"))
                .findFirst()
                .orElseThrow();
        return notes.path("text").asString();
    }
}
