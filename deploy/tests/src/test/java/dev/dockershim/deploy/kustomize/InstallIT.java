package dev.dockershim.deploy.kustomize;

import static dev.dockershim.deploy.kustomize.ManifestsProgram.KUSTOMIZE;
import static dev.dockershim.deploy.kustomize.ManifestsProgram.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The kustomization that docs/install.md has its reader write, with each component that it names: all in one namespace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallIT {

    private static final Pattern MINE =
            Pattern.compile("```yaml\\n# mine/kustomization\\.yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("\\| more \\| Helm \\| kustomize component \\|\\n\\|[-|]+\\|\\n((?:\\|.*\\n)+)");
    private static final Pattern OVERLAY =
            Pattern.compile("^\\| `([a-z-]+)` \\| (?:agents|the same|all)", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`([a-z/-]+)`");
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    /** Kinds that are in no namespace. */
    private static final List<String> CLUSTER_WIDE =
            List.of("ClusterRole", "ClusterRoleBinding", "Namespace", "PriorityClass");

    // Static, to be there before the program is built.
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private ManifestsProgram manifests;

    @BeforeAll
    void build() throws Exception {
        manifests = ManifestsProgram.build(directory);
    }

    static Stream<List<String>> components() throws IOException {
        Matcher table = TABLE.matcher(page());
        assertThat(table.find()).as("a table of components").isTrue();
        List<List<String>> rows = table.group(1)
                .lines()
                .map(row -> row.split("\\|", -1))
                .map(cells -> QUOTED.matcher(cells[cells.length - 2])
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList())
                .toList();
        assertThat(rows).hasSizeGreaterThan(5).doesNotContain(List.of());
        return Stream.concat(
                rows.stream(),
                Stream.of(
                        List.of(),
                        List.of("kubelet-ca/pinned"),
                        List.of("kubelet-ca/insecure-skip-verify"),
                        List.of("cri", "host", "web-config", "network-policy", "prometheus-operator", "dashboards")));
    }

    @ParameterizedTest
    @MethodSource("components")
    void everythingIsWhereThePodsAre(List<String> components) throws Exception {
        StringBuilder more = new StringBuilder("secretGenerator: [{name: mine, literals: [a=b]}]\n");
        if (!components.isEmpty()) {
            more.append("components:\n");
        }
        components.forEach(each -> more.append("  - ../deploy/kustomize/components/" + each + "\n"));

        Map<String, Set<String>> kinds = kindsByNamespace(built(mine() + more));

        assertThat(kinds.keySet()).containsExactly("dockershim-exporter");
        assertThat(kinds.get("dockershim-exporter")).contains("DaemonSet", "Deployment", "ServiceAccount", "Secret");
    }

    /** Which the page says to write: without it components stay in a namespace that no pod is in. */
    @Test
    void theNamespaceIsNotThereForNothing() throws Exception {
        String without = mine().replaceFirst("(?m)^namespace: .*\\n", "");
        assertThat(without).isNotEqualTo(mine());

        assertThat(kindsByNamespace(built(without + "components: [../deploy/kustomize/components/network-policy]\n")))
                .hasSize(2);
    }

    @Test
    void eachOverlayHasTheNamespaceOfTheTable() throws Exception {
        List<String> overlays = OVERLAY.matcher(page())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(overlays).hasSize(4);
        for (String overlay : overlays) {
            String namespace = overlay.equals("restricted") ? "dockershim-exporter" : "monitoring";
            assertThat(kindsByNamespace(manifests.run(0, "kustomize", KUSTOMIZE.resolve("overlays/" + overlay))))
                    .containsOnlyKeys(namespace);
        }
    }

    private static String page() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/install.md"));
    }

    private static String mine() throws IOException {
        Matcher block = MINE.matcher(page());
        assertThat(block.find()).as("a block mine/kustomization.yaml").isTrue();
        return block.group(1);
    }

    /** What it is built to; its directory is elsewhere, but sees the repository's as its neighbour. */
    private String built(String kustomization) throws Exception {
        Path mine = Files.createDirectories(directory.resolve("mine"));
        String deploy = directory
                .toRealPath()
                .resolve("mine")
                .relativize(REPOSITORY.toRealPath().resolve("deploy"))
                .toString();
        Files.writeString(mine.resolve("kustomization.yaml"), kustomization.replace("../deploy", deploy));
        return manifests.run(0, "kustomize", mine);
    }

    private static Map<String, Set<String>> kindsByNamespace(String built) {
        Map<String, Set<String>> kinds = new TreeMap<>();
        for (Object document : new Load(SETTINGS).loadAllFromString(built)) {
            Map<?, ?> object = (Map<?, ?>) document;
            String kind = String.valueOf(object.get("kind"));
            Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(object.get("metadata"));
            Object namespace = metadata.get("namespace");
            assertThat(namespace == null).as(kind).isEqualTo(CLUSTER_WIDE.contains(kind));
            if (namespace != null) {
                kinds.computeIfAbsent(namespace.toString(), ignored -> new TreeSet<>())
                        .add(kind);
            }
        }
        return kinds;
    }
}
