package dev.dockershim.exporter.cluster;

import static dev.dockershim.exporter.cluster.TestCluster.NOW;
import static dev.dockershim.exporter.cluster.TestCluster.node;
import static dev.dockershim.exporter.cluster.TestCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.PhaseTiming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RT-09: a story of one node each, minute by minute. */
class BackInServiceTest {

    private static final String DOCKER = "docker://20.10.24";
    private static final String CONTAINERD = "containerd://1.6.8";
    private static final long STALL = 120;

    private ClusterJudge judge = new ClusterJudge(new ClusterPolicy(Duration.ofMinutes(STALL), 500, true));

    @Test
    void aNodeThatHasNotBegunIsNotConcerned() {
        assertThat(at(0, DOCKER, false, true)).isEqualTo("pass");
        assertThat(at(1, DOCKER, true, true)).isEqualTo("pass");
        assertThat(at(500, DOCKER, true, true)).isEqualTo("pass");
    }

    @Test
    void aMovedNodeIsBackOnceItServes() {
        arrives();
        assertThat(at(20, CONTAINERD, true, true)).isEqualTo("unknown");
        assertThat(at(21, CONTAINERD, false, true)).isEqualTo("pass");
    }

    @Test
    void aMovedNodeThatStaysCordonedFailsAfterTheStall() {
        arrives();
        assertThat(at(16 + STALL, CONTAINERD, true, true)).isEqualTo("unknown");
        assertThat(at(18 + STALL, CONTAINERD, true, true)).isEqualTo("fail");
        assertThat(detail()).contains("is cordoned").contains("longer than 2 hours");
        assertThat(at(19 + STALL, CONTAINERD, false, true)).isEqualTo("pass");
    }

    @Test
    void howLongIsSaidAsItWasSet() {
        for (String stall : List.of("PT4S 4 seconds", "PT1M 1 minute", "PT90M 90 minutes", "PT1H 1 hour")) {
            String[] sides = stall.split(" ", 2);
            judge = new ClusterJudge(new ClusterPolicy(Duration.parse(sides[0]), 500, true));
            arrives();
            assertThat(at(18 + STALL, CONTAINERD, true, true)).isEqualTo("fail");
            assertThat(detail()).contains("longer than " + sides[1] + ".");
        }
    }

    /** As where a whole move takes some seconds. */
    @Test
    void aShorterTimingMakesANodeArriveAtOnce() {
        PhaseTiming timing = new PhaseTiming(Duration.ofMinutes(1), Duration.ofMinutes(1));
        judge = new ClusterJudge(new ClusterPolicy(Duration.ofMinutes(2), 500, true, timing));
        at(0, DOCKER, true, true);
        at(1, CONTAINERD, true, true);
        assertThat(at(2, CONTAINERD, true, true)).isEqualTo("pass"); // it has not held
        assertThat(at(3, CONTAINERD, true, true)).isEqualTo("unknown"); // since a minute ago
        assertThat(at(5, CONTAINERD, true, true)).isEqualTo("fail");
    }

    @Test
    void aMovedNodeThatNeverGetsReadyFailsAfterTheStall() {
        arrives();
        assertThat(at(18 + STALL, CONTAINERD, false, false)).isEqualTo("fail");
        assertThat(detail()).contains("is not ready");
        assertThat(at(20 + STALL, CONTAINERD, true, false)).isEqualTo("fail");
        assertThat(detail()).contains("is cordoned, and not ready");
    }

    @Test
    void aMovedNodeThatFellSilentWhileCordonedFailsToo() {
        arrives();
        silent(18 + STALL, CONTAINERD);
        assertThat(silent(20 + STALL, CONTAINERD)).isEqualTo("fail");
    }

    @Test
    void aCordonOfAnotherDayIsNotOfTheMove() {
        arrives();
        assertThat(at(20, CONTAINERD, false, true)).isEqualTo("pass");
        assertThat(at(600, CONTAINERD, true, true)).isEqualTo("unknown");
        assertThat(detail()).contains("has been in service since it arrived");
        assertThat(at(601, CONTAINERD, false, true)).isEqualTo("pass");
    }

    @Test
    void aCordonFromBeforeThisWatchedIsUnknown() {
        assertThat(at(0, CONTAINERD, true, true)).isEqualTo("unknown");
        assertThat(at(600, CONTAINERD, true, true)).isEqualTo("unknown");
        assertThat(detail()).contains("before this was watched");
    }

    @Test
    void aNewNodeThatWasNeverOnDockershimIsNotBackFromAnywhere() {
        assertThat(at(0, CONTAINERD, false, false)).isEqualTo("unknown");
        assertThat(at(300, CONTAINERD, false, true)).isEqualTo("pass");
    }

    @Test
    void silenceIsNoService() {
        assertThat(at(0, CONTAINERD, false, true)).isEqualTo("pass");
        assertThat(judge(30, CONTAINERD, false, true, NOW)).isEqualTo("unknown");
        assertThat(judge(40, CONTAINERD, false, true, NOW)).isEqualTo("unknown");
    }

    @Test
    void aNodeOfWhichNothingWasEverKnownIsUnknown() {
        assertThat(at(0, "docker://Unknown", false, true)).isEqualTo("unknown");
        assertThat(at(600, "docker://Unknown", true, true)).isEqualTo("unknown");
    }

    @Test
    void aSilenceInBetweenDoesNotHideTheMove() {
        at(0, DOCKER, false, true);
        silent(30, DOCKER);
        assertThat(silent(31, DOCKER)).isEqualTo("unknown");
        at(60, CONTAINERD, true, true);
        at(75, CONTAINERD, true, true);
        at(76, CONTAINERD, true, true);
        assertThat(at(80 + STALL, CONTAINERD, true, true)).isEqualTo("fail");
    }

    @Test
    void goingBackBeginsAnew() {
        arrives();
        at(20, DOCKER, true, true);
        at(35, DOCKER, true, true);
        assertThat(at(40 + STALL, DOCKER, true, true)).isEqualTo("pass");
    }

    @Test
    void aNodeWithAnAgentIsJudgedToo() {
        assertThat(ClusterChecks.isBeyondAgents(BackInService.INFO)).isTrue();
    }

    /** From dockershim to containerd, and arrived after 17 minutes, still cordoned. */
    private void arrives() {
        at(0, DOCKER, false, true);
        at(1, DOCKER, true, true);
        at(2, DOCKER, true, true);
        at(5, CONTAINERD, true, true);
        at(6, CONTAINERD, true, true);
        at(16, CONTAINERD, true, true);
        at(17, CONTAINERD, true, true);
    }

    private String at(long minute, String runtime, boolean cordoned, @Nullable Boolean ready) {
        return judge(minute, runtime, cordoned, ready, NOW.plus(Duration.ofMinutes(minute)));
    }

    private String silent(long minute, String runtime) {
        return judge(minute, runtime, true, null, NOW.plus(Duration.ofMinutes(minute - 20)));
    }

    private List<Result> results = List.of();

    private String judge(long minute, String runtime, boolean cordoned, @Nullable Boolean ready, Instant heartbeat) {
        ClusterNode node = with(node("a", runtime, "1.23.17"), cordoned, ready, heartbeat);
        results = judge.judge(TestCluster.of()
                        .at(NOW.plus(Duration.ofMinutes(minute)))
                        .nodes(node)
                        .build())
                .nodes()
                .get(0)
                .results();
        return Results.word(results, "RT-09");
    }

    private String detail() {
        return Results.verdict(results, "RT-09").detail();
    }
}
