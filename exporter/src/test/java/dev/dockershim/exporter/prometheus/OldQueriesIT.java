package dev.dockershim.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.ExporterProcess;
import dev.dockershim.exporter.real.RealPrometheus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of the Docker years, asked of a real Prometheus that scrapes recorded kubelets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldQueriesIT {

    private static final String DOCKERSHIM = "dockershim-1.23";
    private static final String CONTAINERD = "containerd-1.36";
    private static final List<OldQuery> QUERIES = OldQuery.all();

    @SuppressWarnings("NullAway.Init")
    private Answers truth;

    @BeforeAll
    void askDockershim() {
        truth = askKubelet(DOCKERSHIM, true);
    }

    @Test
    void eachAnswersUnderDockershim() {
        assertThat(QUERIES).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(truth.answered())
                .containsExactlyInAnyOrderElementsOf(
                        QUERIES.stream().map(OldQuery::name).toList());
    }

    @Test
    void dockershimDiffersFromItselfInNothing() {
        try (ServedText kubelet = ServedText.start(RecordedCadvisor.of(DOCKERSHIM))) {
            // With the labels of Kubernetes 1.14 printed, not made by relabelling, as an agent prints them.
            kubelet.replace(kubelet.text()
                    .replaceAll("([{,])container=(\"[^\"]*\")", "$1container=$2,container_name=$2")
                    .replaceAll("([{,])pod=(\"[^\"]*\")", "$1pod=$2,pod_name=$2"));
            assertThat(differences(DOCKERSHIM, node -> kubelet.url("/metrics/cadvisor")))
                    .isEmpty();
        }
    }

    @Test
    void onContainerdTwoAnswerAndBothTakeThePauseContainerForOneOfThePods() {
        Answers containerd = askKubelet(CONTAINERD, false);

        assertThat(containerd.answered())
                .containsExactlyInAnyOrder("container cpu by image and not pause", "memory by image and not pause");
        assertThat(containerd.answeredAs(truth)).isEmpty();
        assertThat(containerd.differencesFrom(
                        truth, query -> containerd.answered().contains(query.name()), ran(CONTAINERD)))
                .allSatisfy(difference ->
                        assertThat(difference).contains("missing [], more").contains("{namespace=prod, pod=web-0}"));
    }

    @Test
    void withLabelsOfKubernetes114FourAnswerOnContainerd() {
        assertThat(askKubelet(CONTAINERD, true).answered())
                .containsExactlyInAnyOrder(
                        "container cpu by image and not pause",
                        "memory by image and not pause",
                        "container cpu without pause",
                        "share of throttled periods");
    }

    @Test
    void onCriDockerdNoneAnswers() {
        assertThat(askKubelet("cri-dockerd-1.36", true).answered()).isEmpty();
    }

    /** One scrape target changed, and no query. */
    @ParameterizedTest
    @ValueSource(strings = {CONTAINERD, "containerd23", "cri-dockerd-1.36"})
    void throughTheAgentEachAnswersAsUnderDockershim(String node) {
        try (ExporterProcess agent = ExporterProcess.start(
                "demo",
                "--demo.node=" + node,
                "--web.listen-address=127.0.0.1:0",
                "--docker.naming=all",
                "--series.values=dockershim")) {
            Answers answers = ask(node, any -> agent.url("/metrics/cadvisor"), false, QUERIES);

            assertThat(answers.differencesFrom(truth, askable(node), ran(node))).isEmpty();
            assertThat(answers.answered())
                    .containsAll(QUERIES.stream()
                            .filter(askable(node))
                            .map(OldQuery::name)
                            .toList());
        }
    }

    @Test
    void whatToAskInsteadSpeaksOfTheSameContainersOnBoth() {
        List<OldQuery> instead =
                QUERIES.stream().flatMap(query -> query.replacement().stream()).toList();
        Answers dockershim = askKubelet(DOCKERSHIM, false, instead);
        Answers containerd = askKubelet(CONTAINERD, false, instead);

        assertThat(instead).hasSizeGreaterThanOrEqualTo(10);
        assertThat(containerd.answered()).hasSameSizeAs(instead);
        assertThat(containerd.differencesFrom(dockershim, any -> true, ran(CONTAINERD)))
                .isEmpty();
    }

    /**
     * How a node with docker names and the labels of Kubernetes 1.14 differs from dockershim, in what can be had there.
     *
     * @param node the recording
     * @param cadvisor where each recording's container series are served
     */
    private List<String> differences(String node, Function<String, URI> cadvisor) {
        return ask(node, cadvisor, false, QUERIES).differencesFrom(truth, askable(node), ran(node));
    }

    /** Which queries a node can answer with any agent. */
    private static Predicate<OldQuery> askable(String node) {
        if (node.equals(DOCKERSHIM)) {
            return any -> true;
        }
        return query -> !(node.startsWith("cri-dockerd")
                && (query.needsInodes() || query.needsPodNetwork() || query.needsPauseDisk()));
    }

    /**
     * Which containers of dockershim's node ran on another when it was recorded: the one that crashes again and again
     * was between two attempts on the containerd nodes, and so its pod had nothing but its pause container.
     */
    private static Predicate<AnswerShape> ran(String node) {
        if (!node.startsWith("containerd")) {
            return any -> true;
        }
        return shape -> {
            String labels = shape.toString();
            return !labels.contains("flaky") && (!labels.contains("crash.er") || labels.contains("POD"));
        };
    }

    private static Answers askKubelet(String node, boolean labelsOf114) {
        return askKubelet(node, labelsOf114, QUERIES);
    }

    /**
     * The kubelet's own answer, scraped directly. With Kubernetes 1.14's labels it is given {@code container_name} and
     * {@code pod_name} by the rules of the shipped file, as clusters did that kept their boards past Kubernetes 1.15.
     */
    private static Answers askKubelet(String node, boolean labelsOf114, List<OldQuery> queries) {
        try (ServedText kubelet = ServedText.start(RecordedCadvisor.of(node))) {
            return ask(node, any -> kubelet.url("/metrics/cadvisor"), labelsOf114, queries);
        }
    }

    /** Asks about a node whose container series are served under a URL. */
    private static Answers ask(
            String node, Function<String, URI> cadvisor, boolean labelsOf114, List<OldQuery> queries) {
        ShippedConfig config = ShippedConfig.read("kubelet-docker-labels.yml").timeOfScrape();
        String job = config.jobs().get(0);
        config.keepMetricRules(job, labelsOf114 ? Set.of("container_name", "pod_name") : Set.of());
        config.target(job, cadvisor.apply(node), Map.of());
        try (RealPrometheus prometheus = RealPrometheus.start(config.text())) {
            return Answers.of(prometheus, queries);
        }
    }
}
