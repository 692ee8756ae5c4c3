package dev.dockershim.exporter.cluster;

import static dev.dockershim.exporter.cluster.TestCluster.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.NodeEvent.Kind;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.workloads.WildPods;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CN-05, and what events add to WL-07. */
class EventsTest {

    @Test
    void aCniErrorOfTheLastHourFails() {
        TestCluster cluster = cluster().event("a", Kind.CNI_ERROR, 59);

        assertThat(word(cluster, "a", "CN-05")).isEqualTo("fail");
        assertThat(word(cluster, "b", "CN-05")).isEqualTo("unknown");
    }

    @Test
    void thatThereIsNoneProvesNothing() {
        assertThat(word(cluster(), "a", "CN-05")).isEqualTo("unknown");
        assertThat(word(cluster().event("a", Kind.CNI_ERROR, 61), "a", "CN-05")).isEqualTo("unknown");
        assertThat(word(cluster().event("a", Kind.IMAGE_NEVER_PULL, 1), "a", "CN-05"))
                .isEqualTo("unknown");
    }

    @Test
    void withoutEventsItSaysWhatToGrant() {
        assertThat(Results.verdict(results(cluster().withoutEvents(), "a"), "CN-05")
                        .detail())
                .contains("grant list and watch on events");
    }

    @Test
    void anImageThatWasNotThereFailsItsNodeAndTheCluster() {
        TestCluster cluster = cluster().event("a", Kind.IMAGE_NEVER_PULL, 5);

        assertThat(word(cluster, "a", "WL-07")).isEqualTo("fail");
        assertThat(word(cluster, "b", "WL-07")).isEqualTo("pass");
        assertThat(Results.word(judge(cluster).results(), "WL-07")).isEqualTo("fail");
    }

    @Test
    void withoutEventsNoNodePassesForItsImages() {
        TestCluster cluster = cluster().withoutEvents();

        assertThat(word(cluster, "a", "WL-07")).isEqualTo("unknown");
        assertThat(Results.word(judge(cluster).results(), "WL-07")).isEqualTo("unknown");
        assertThat(word(cluster, "a", "WL-01")).isEqualTo("pass");
    }

    @Test
    void whatPodsShowIsToldBeforeEvents() {
        TestCluster cluster = cluster()
                .pods(TestCluster.pod(WildPods.read("buildx-job"), "a"))
                .event("a", Kind.IMAGE_NEVER_PULL, 5);

        assertThat(Results.verdict(results(cluster, "a"), "WL-07").detail()).contains("ci/release-images");
    }

    private static TestCluster cluster() {
        return TestCluster.of(node("a", "containerd://1.7.2", "1.28.1"), node("b", "containerd://1.7.2", "1.28.1"));
    }

    private static String word(TestCluster cluster, String node, String id) {
        return Results.word(results(cluster, node), id);
    }

    private static List<Result> results(TestCluster cluster, String node) {
        return judge(cluster).nodes().stream()
                .filter(readiness -> readiness.node().name().equals(node))
                .findFirst()
                .orElseThrow()
                .results();
    }

    private static ClusterReadiness judge(TestCluster cluster) {
        return new ClusterJudge(ClusterPolicy.DEFAULT).judge(cluster.build());
    }
}
