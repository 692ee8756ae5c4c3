package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the chart renders with many combinations of values, on every version of Kubernetes since 1.20. */
class ChartCasesIT {

    private static final int OLDEST = 20;
    private static final int NEWEST = 36;

    static Stream<Example> cases() {
        return Example.of("cases.yaml");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theApiServerWouldTakeItAndItIsWhatIsPromised(Example example) {
        String manifests = render(example, NEWEST);

        assertThat(Manifests.problems(manifests, Expectation.of(example.row()))).isEmpty();
    }

    /** So that what is checked of one version holds on all, and GitOps tools, which may not know the version, see no change. */
    @ParameterizedTest
    @MethodSource("cases")
    void itIsTheSameOnEveryVersion(Example example) {
        String newest = render(example, NEWEST);

        assertThat(IntStream.range(OLDEST, NEWEST).boxed())
                .allSatisfy(minor -> assertThat(render(example, minor)).isEqualTo(newest));
        assertThat(render(example, NEWEST, "--api-versions", "monitoring.coreos.com/v1", "--is-upgrade"))
                .isEqualTo(newest);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void helmFindsNothingToSay(Example example) {
        Command.Result result =
                Helm.run(values(example), "lint", "--strict", "--quiet", "--values", "-", Chart.DIRECTORY.toString());

        assertThat(result.orFail()).isBlank();
    }

    @Test
    void olderClustersAreRefused() {
        Command.Result result = Helm.template(
                Chart.DIRECTORY, Helm.RELEASE, Chart.JSON.createObjectNode(), "--kube-version", "1.19.16");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).contains("requires kubeVersion: >=1.20.0-0").contains("1.19.16");
    }

    @Test
    void vendorsVersionsAreNotOlder() {
        for (String version : List.of("v1.20.0-eks-1", "v1.27.3-gke.100", "v1.36.0+k3s1", "v1.20.15-rc.1")) {
            Helm.template(Chart.DIRECTORY, Helm.RELEASE, Chart.JSON.createObjectNode(), "--kube-version", version)
                    .orFail();
        }
    }

    /** The checker does find what is wrong: a rendering that is held against what another one is to be. */
    @Test
    void aRenderingThatIsNotWhatIsPromisedIsFound() {
        JsonNode root = Yaml.tree("values: {agent: {asRoot: true, host: {enabled: true}}}\nparts: [base, watcher]");
        List<String> problems = Manifests.problems(render(new Example("root", root), NEWEST), Expectation.of(root));

        assertThat(problems)
                .anyMatch(problem -> problem.contains("Pod Security baseline latest: not expected: hostPath volumes"))
                .anyMatch(problem -> problem.contains("not expected: --host.root=/host"));
    }

    private static String render(Example example, int minor, String... more) {
        String[] arguments = Stream.concat(Stream.of("--kube-version", "1." + minor + ".0"), Stream.of(more))
                .toArray(String[]::new);
        return Helm.template(Chart.DIRECTORY, Helm.RELEASE, example.values(), arguments)
                .orFail();
    }

    private static String values(Example example) {
        return example.values().isMissingNode() ? "{}" : example.values().toString();
    }
}
