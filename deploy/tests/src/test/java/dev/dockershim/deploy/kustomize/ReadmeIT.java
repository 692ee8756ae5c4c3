package dev.dockershim.deploy.kustomize;

import static dev.dockershim.deploy.kustomize.ManifestsProgram.KUSTOMIZE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README of deploy/kustomize says to write into an overlay does what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeIT {

    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final List<String> COMPONENTS =
            List.of("watcher-sharded", "cri", "host", "web-config", "network-policy", "prometheus-operator");

    // Static, to be there before the program is built.
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private ManifestsProgram manifests;

    @SuppressWarnings("NullAway.Init")
    private List<String> blocks;

    @BeforeAll
    void build() throws Exception {
        manifests = ManifestsProgram.build(directory);
        blocks = BLOCK.matcher(Files.readString(KUSTOMIZE.resolve("README.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void noneIsLeftOut() {
        assertThat(blocks).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/run/k3s/containerd | path: /run/k3s/containerd | path: /run/containerd",
                "crio.sock | - --cri.endpoint=unix:///run/containerd/crio.sock | containerd.sock",
                "path: /, type | path: / | path: /usr",
                "path: /, type | - mountPath: /host | mountPath: /host/usr",
                "--docker.naming=all | - --docker.naming=all | - --docker.naming=none",
                "--total-shards=4 | replicas: 4 | --total-shards=2",
                "--total-shards=4 | - --total-shards=4 | replicas: 2",
                "secretGenerator | name: dockershim-exporter-web-config | dockershim-exporter-web-config-",
                "imagePullSecrets | - name: registry | - name: other",
                "observability | kubernetes.io/metadata.name: observability | kubernetes.io/metadata.name: monitoring",
                "/metadata/labels/release | release: kube-prometheus-stack | prometheus-stack-",
            })
    void whatItSaysWorks(String named, String then, String noMore) throws Exception {
        String overlay = overlay()
                + blocks.stream()
                        .filter(block -> block.contains(named))
                        .findFirst()
                        .orElseThrow();

        assertThat(build(overlay())).doesNotContain("\n" + then + "\n");
        assertThat(build(overlay).lines().map(String::strip)).contains(then).noneMatch(line -> line.endsWith(noMore));
    }

    /** A patch by a place in args must not overwrite what another order of the components has put there. */
    @Test
    void aPlaceThatIsAnothersIsAnError() throws Exception {
        String block = blocks.stream()
                .filter(each -> each.contains("crio.sock"))
                .findFirst()
                .orElseThrow();
        String components = pathTo(KUSTOMIZE.resolve("components"));
        String overlay = "resources: [" + pathTo(KUSTOMIZE.resolve("base")) + "]\ncomponents: [%s]\n" + block;
        String cri = components + "/cri";
        String host = components + "/host";

        assertThat(build(0, overlay.formatted(cri + ", " + host)))
                .contains("- --cri.endpoint=unix:///run/containerd/crio.sock", "- --host.root=/host");
        assertThat(build(2, overlay.formatted(host + ", " + cri))).contains("/args/2", "test failed");
    }

    @Test
    void theFirstOverlayIsWhole() throws Exception {
        String overlay = blocks.get(0).replace("../dockershim-exporter/deploy/kustomize", pathTo(KUSTOMIZE));

        assertThat(build(overlay))
                .contains("image: registry.example.org/dockershim-exporter:0.1.0", "kind: PodMonitor")
                .doesNotContain("image: dockershim-exporter");
    }

    private static String overlay() {
        StringBuilder text = new StringBuilder("resources: [" + pathTo(KUSTOMIZE.resolve("base")) + "]\ncomponents:\n");
        COMPONENTS.forEach(component -> text.append("  - ")
                .append(pathTo(KUSTOMIZE.resolve("components")))
                .append('/')
                .append(component)
                .append('\n'));
        return text.toString();
    }

    /** kustomize takes relative paths only. */
    private static String pathTo(Path target) {
        try {
            return directory
                    .toRealPath()
                    .resolve("overlay")
                    .relativize(target.toRealPath())
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String build(String kustomization) throws Exception {
        return build(0, kustomization);
    }

    private String build(int exitCode, String kustomization) throws Exception {
        Path overlay = Files.createDirectories(directory.resolve("overlay"));
        Files.writeString(overlay.resolve("kustomization.yaml"), kustomization);
        for (String file : List.of("web-config.yml", "tls.crt", "tls.key")) {
            Files.writeString(overlay.resolve(file), "{}");
        }
        return manifests.run(exitCode, "kustomize", overlay);
    }
}
