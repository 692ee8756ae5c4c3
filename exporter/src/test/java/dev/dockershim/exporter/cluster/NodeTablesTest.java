package dev.dockershim.exporter.cluster;

import static dev.dockershim.exporter.cluster.TestCluster.NOW;
import static dev.dockershim.exporter.cluster.TestCluster.annotated;
import static dev.dockershim.exporter.cluster.TestCluster.node;
import static dev.dockershim.exporter.cluster.TestCluster.system;
import static dev.dockershim.exporter.cluster.TestCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of a node's runtime, by its Node object and nothing else. */
class NodeTablesTest {

    @ParameterizedTest
    @CsvSource({
        // runtime, kubelet, RT-01, RT-02
        "containerd://1.7.2, 1.28.1, pass, pass",
        "cri-o://1.22.1, 1.22.3, pass, pass",
        // docker:// with a kubelet that has no dockershim can only be cri-dockerd
        "docker://20.10.24, 1.24.0, pass, pass",
        "docker://20.10.24, v1.24.0-rc.1, pass, pass",
        // whether by dockershim or by cri-dockerd the column does not tell
        "docker://20.10.24, 1.23.17, unknown, unknown",
        "docker://20.10.24, v1.23.17-eks-48e63af, unknown, unknown",
        "docker://20.10.24, , unknown, unknown",
        "docker://Unknown, 1.23.17, unknown, unknown",
        // what a kubelet of 1.24 or later cannot have, whatever its runtime calls itself
        "docker://Unknown, 1.25.3, unknown, pass",
        "'', 1.23.17, unknown, unknown",
        "containerd://1.7.2, , pass, unknown",
    })
    void runtimeAndKubelet(String runtime, @Nullable String kubelet, String name, String window) {
        List<Result> results = judge(node("a", runtime, kubelet));

        assertThat(Results.word(results, "RT-01")).isEqualTo(name);
        assertThat(Results.word(results, "RT-02")).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({
        // an annotation alone proves a missing scheme, and never that all have theirs
        "/run/containerd/containerd.sock, fail",
        "unix:///run/containerd/containerd.sock, unknown",
        "npipe:////./pipe/containerd-containerd, unknown",
        // the normal value of dockershim's years
        "/var/run/dockershim.sock, unknown",
        ", unknown",
    })
    void scheme(@Nullable String annotation, String verdict) {
        assertThat(Results.word(judge(annotated(node("a", "containerd://1.7.2", "1.28.1"), annotation)), "RT-05"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // runtime, kubelet, annotation, cordoned, RT-06, RT-06-B
        "containerd://1.7.2, 1.28.1, unix:///run/containerd/containerd.sock, false, pass, pass",
        "containerd://1.7.2, 1.23.17, /var/run/dockershim.sock, false, fail, pass",
        "containerd://1.7.2, 1.23.17, /var/run/dockershim.sock, true, fail, fail",
        "containerd://1.7.2, 1.28.1, unix:///var/run/crio/crio.sock, false, fail, pass",
        "docker://20.10.24, 1.25.3, unix:///var/run/cri-dockerd.sock, false, pass, pass",
        "docker://20.10.24, 1.25.3, /var/run/dockershim.sock, true, fail, fail",
        // which of the two adapters runs is not to be seen
        "docker://20.10.24, 1.23.17, /var/run/dockershim.sock, false, unknown, pass",
        "docker://20.10.24, 1.23.17, /var/run/dockershim.sock, true, unknown, unknown",
        "containerd://1.7.2, 1.28.1, unix:///run/other.sock, true, unknown, unknown",
        "docker://Unknown, 1.23.17, /var/run/dockershim.sock, false, unknown, pass",
        // kubeadm's, and without the annotation: instance-config.yaml is on the node only
        "containerd://1.7.2, 1.34.0, , false, unknown, pass",
        "containerd://1.7.2, 1.34.0, , true, unknown, unknown",
    })
    void kubeadmsNote(
            String runtime, String kubelet, @Nullable String annotation, boolean cordoned, String note, String blocks) {
        ClusterNode node = node("a", runtime, kubelet);
        List<Result> results = judge(annotated(with(node, cordoned, true, NOW), annotation));

        assertThat(Results.word(results, "RT-06")).isEqualTo(note);
        assertThat(Results.word(results, "RT-06-B")).isEqualTo(blocks);
    }

    @ParameterizedTest
    @CsvSource({
        // managed clouds never had the annotation
        "EKS, 1.34.0, pass",
        "GKE, 1.34.0, pass",
        "K3S, 1.34.0, pass",
        // no longer a proof that the node is not kubeadm's
        "OTHER, 1.34.0, unknown",
        "ACK, 1.31.0, unknown",
        "OTHER, , unknown",
        "OTHER, 1.30.9, pass",
        "OTHER, 1.23.17, pass",
    })
    void withoutANoteOfKubeadms(Distribution distribution, @Nullable String kubelet, String verdict) {
        ClusterNode other = node("a", "containerd://1.7.2", kubelet);
        ClusterNode node = new ClusterNode("a", other.object(), distribution, false);

        assertThat(Results.word(judge(node), "RT-06")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // runtime, kubelet, RT-08, RT-08-B, CN-01
        "containerd://1.7.2, 1.28.1, pass, pass, pass",
        "containerd://1.5.18, 1.25.3, fail, pass, pass",
        "containerd://1.5.18, 1.26.0, fail, fail, pass",
        "containerd://1.5.18, , fail, unknown, pass",
        "containerd://1.6.0, 1.24.1, pass, pass, fail",
        "containerd://1.6.3, 1.24.1, pass, pass, fail",
        "containerd://1.6.2-0ubuntu1, 1.24.1, pass, pass, fail",
        "containerd://1.6.2~ds1, 1.24.1, pass, pass, fail",
        "containerd://1.6.4, 1.24.1, pass, pass, pass",
        "containerd://Unknown, 1.28.1, unknown, unknown, unknown",
        "docker://20.10.24, 1.28.1, pass, pass, pass",
        "docker://Unknown, 1.28.1, unknown, unknown, unknown",
        "cri-o://1.27.1, 1.27.4, pass, pass, pass",
        "'', 1.28.1, unknown, unknown, unknown",
    })
    void containerdsVersion(String runtime, @Nullable String kubelet, String floor, String blocks, String release) {
        List<Result> results = judge(node("a", runtime, kubelet));

        assertThat(Results.word(results, "RT-08")).isEqualTo(floor);
        assertThat(Results.word(results, "RT-08-B")).isEqualTo(blocks);
        assertThat(Results.word(results, "CN-01")).isEqualTo(release);
    }

    @ParameterizedTest
    @CsvSource({
        "docker://20.10.24, 1.24.0, linux, fail",
        // both adapters are known to the kubelet's cAdvisor up to 1.23
        "docker://20.10.24, 1.23.17, linux, pass",
        "containerd://1.7.2, 1.28.1, linux, pass",
        "docker://20.10.24, , linux, unknown",
        "docker://Unknown, 1.23.17, linux, unknown",
        // the series are those of Linux
        "docker://20.10.24, 1.25.3, windows, unknown",
        "containerd://1.7.2, 1.28.1, windows, unknown",
        "containerd://1.7.2, 1.28.1, '', unknown",
    })
    void labelsBehindCriDockerd(String runtime, @Nullable String kubelet, String os, String verdict) {
        assertThat(Results.word(judge(system(node("a", runtime, kubelet), os)), "MX-05"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // system, runtime, kubelet, annotation, WN-01, WN-01-B
        "linux, docker://20.10.24, 1.23.17, , pass, pass",
        "windows, containerd://1.6.8, 1.23.17, , pass, pass",
        "windows, docker://20.10.24, 1.25.3, , pass, pass",
        "windows, docker://20.10.24, 1.23.17, , fail, unknown",
        "windows, docker://20.10.24, 1.23.17, npipe:////./pipe/dockershim, fail, fail",
        "windows, docker://20.10.24, 1.23.17, npipe:////./pipe/cri-dockerd, fail, unknown",
        "windows, docker://20.10.24, , , unknown, unknown",
        "windows, docker://Unknown, 1.23.17, , fail, unknown",
        "windows, '', 1.23.17, , unknown, unknown",
        "'', docker://20.10.24, 1.23.17, , unknown, unknown",
    })
    void windows(
            String os,
            String runtime,
            @Nullable String kubelet,
            @Nullable String annotation,
            String moves,
            String blocks) {
        List<Result> results = judge(annotated(system(node("a", runtime, kubelet), os), annotation));

        assertThat(Results.word(results, "WN-01")).isEqualTo(moves);
        assertThat(Results.word(results, "WN-01-B")).isEqualTo(blocks);
    }

    @Test
    void npipesAreClassifiedOnWindows() {
        ClusterNode node = system(node("a", "containerd://1.6.8", "1.23.17"), "windows");

        assertThat(Results.word(judge(annotated(node, "npipe:////./pipe/dockershim")), "RT-06"))
                .isEqualTo("fail");
        assertThat(Results.word(judge(annotated(node, "npipe:////./pipe/containerd-containerd")), "RT-06"))
                .isEqualTo("pass");
    }

    /**
     * Nothing passes by what a node said last long ago, but that a kubelet without dockershim will not have it again; what
     * keeps its kubelet from starting still fails.
     */
    @ParameterizedTest
    @CsvSource({
        "containerd://1.7.2, 1.28.1, RT-02, ''",
        "docker://20.10.24, 1.23.17, '', ''",
        "docker://20.10.24, 1.25.3, RT-02, ''",
        "containerd://1.5.18, 1.27.4, RT-02, RT-08 RT-08-B",
        "containerd://1.6.2, 1.24.1, RT-02, CN-01",
    })
    void ofASilentNode(String runtime, String kubelet, String passing, String failing) {
        ClusterNode silent = annotated(
                with(node("a", runtime, kubelet), true, null, NOW.minus(Duration.ofHours(5))),
                "unix:///run/containerd/containerd.sock");
        List<Result> results = judge(silent).stream()
                .filter(result -> result.check().id().matches("(RT|CN|MX)-.*"))
                .filter(result -> !result.check().equals(BackInService.INFO))
                .toList();

        assertThat(Results.ids(results, "pass")).isEqualTo(passing);
        assertThat(Results.ids(results, "fail")).isEqualTo(failing);
    }

    @Test
    void whatIsMissingIsSaidOnceWithHowToGrantIt() {
        assertThat(Results.verdict(judge(node("a", "docker://20.10.24", "1.23.17")), "RT-01")
                        .detail())
                .isEqualTo("The runtime is Docker 20.10.24; whether by dockershim or by cri-dockerd, only the kubelet's"
                        + " endpoint tells. An API server does not show it: run an agent on the node.");
    }

    private static List<Result> judge(ClusterNode node) {
        return new ClusterJudge(ClusterPolicy.DEFAULT)
                .judge(TestCluster.of(node).build())
                .nodes()
                .get(0)
                .results();
    }
}
