package dev.dockershim.exporter.readiness;

import static dev.dockershim.exporter.evidence.TestEvidence.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.PhaseTracker.Published;
import dev.dockershim.exporter.readiness.PhaseTracker.Start;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PhaseTrackerTest {

    private final PhaseTracker tracker = new PhaseTracker();

    @Test
    void theFirstPhaseIsPublishedAtOnceAndBeganAtAnUnknownTime() {
        Published first = tracker.update(dockershim(0));
        assertThat(first.phase()).isEqualTo(Phase.DOCKERSHIM);
        assertThat(first.since()).isNull();
    }

    @Test
    void aPhaseThatWasKeptOverARestartKeepsItsStart() {
        Instant start = NOW.minusSeconds(86_400);
        assertThat(new PhaseTracker(PhaseTiming.DEFAULT, new Start(Phase.DOCKERSHIM, start))
                        .update(dockershim(0))
                        .since())
                .isEqualTo(start);
        assertThat(new PhaseTracker(PhaseTiming.DEFAULT, new Start(Phase.DRAINING, start))
                        .update(dockershim(0))
                        .since())
                .isNull();
    }

    @Test
    void aKeptStartThatIsStillToComeIsNotBelieved() {
        assertThat(new PhaseTracker(PhaseTiming.DEFAULT, new Start(Phase.DOCKERSHIM, NOW.plusSeconds(1)))
                        .update(dockershim(0))
                        .since())
                .isNull();
    }

    @Test
    void aKeptStartIsNotThatOfALaterPhase() {
        PhaseTracker kept = new PhaseTracker(PhaseTiming.DEFAULT, new Start(Phase.DRAINING, NOW.minusSeconds(86_400)));
        kept.update(dockershim(0));
        kept.update(draining(60));
        assertThat(kept.update(draining(90)).since()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aNewPhaseIsPublishedOnceItHasHeldFor30Seconds() {
        tracker.update(dockershim(0));
        assertThat(tracker.update(draining(60)).phase()).isEqualTo(Phase.DOCKERSHIM);
        assertThat(tracker.update(draining(89)).phase()).isEqualTo(Phase.DOCKERSHIM);
        Published draining = tracker.update(draining(90));
        assertThat(draining.phase()).isEqualTo(Phase.DRAINING);
        assertThat(draining.since()).isEqualTo(NOW.plusSeconds(60));
        assertThat(tracker.update(draining(500)).since()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aShorterTimingPublishesSooner() {
        PhaseTracker quick = new PhaseTracker(new PhaseTiming(Duration.ofSeconds(2), Duration.ofSeconds(5)), null);
        quick.update(draining(0));
        quick.update(containerd(10).cordoned().build());
        assertThat(quick.update(containerd(11).cordoned().build()).phase()).isEqualTo(Phase.DRAINING);
        assertThat(quick.update(containerd(12).cordoned().build()).phase()).isEqualTo(Phase.MIGRATING);
        quick.update(containerd(15).cordoned().build());
        Published migrated = quick.update(containerd(17).cordoned().build());
        assertThat(migrated.phase()).isEqualTo(Phase.MIGRATED);
        assertThat(migrated.since()).isEqualTo(NOW.plusSeconds(15));
    }

    @Test
    void aPhaseThatFlapsIsNotPublished() {
        tracker.update(dockershim(0));
        tracker.update(draining(60));
        tracker.update(dockershim(80));
        assertThat(tracker.update(draining(100)).phase()).isEqualTo(Phase.DOCKERSHIM);
        assertThat(tracker.update(draining(129)).phase()).isEqualTo(Phase.DOCKERSHIM);
        assertThat(tracker.update(draining(130)).phase()).isEqualTo(Phase.DRAINING);
    }

    @Test
    void unsupportedIsPublishedAtOnce() {
        tracker.update(TestEvidence.containerd("1.7.1", "1.27.1").at(NOW).build());
        Published published = tracker.update(TestEvidence.nothing()
                .at(NOW.plusSeconds(1))
                .withNode("containerd://1.7.1")
                .withKubelet("1.27.1")
                .withFiles("remote", null)
                .build());
        assertThat(published.phase()).isEqualTo(Phase.UNSUPPORTED);
        assertThat(published.since()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void whatGoesOutOfSightHasNotChanged() {
        tracker.update(containerd(0).build());
        tracker.update(TestEvidence.nothing().at(NOW.plusSeconds(60)).build());
        tracker.update(containerd(120).cordoned().build());
        assertThat(tracker.update(containerd(180).cordoned().build()).phase()).isEqualTo(Phase.MIGRATED);
    }

    @Test
    void aChangeKeepsACordonedNodeMigratingForTenMinutes() {
        tracker.update(draining(0));
        tracker.update(containerd(60).cordoned().build());
        assertThat(tracker.update(containerd(90).cordoned().build()).phase()).isEqualTo(Phase.MIGRATING);
        assertThat(tracker.update(containerd(659).cordoned().build()).phase()).isEqualTo(Phase.MIGRATING);
        tracker.update(containerd(660).cordoned().build());
        Published migrated = tracker.update(containerd(690).cordoned().build());
        assertThat(migrated.phase()).isEqualTo(Phase.MIGRATED);
        assertThat(migrated.since()).isEqualTo(NOW.plusSeconds(660));
    }

    @Test
    void aClockThatIsSetBackDoesNotCountAsTimeThatPassed() {
        tracker.update(dockershim(1000));
        tracker.update(draining(1060));
        assertThat(tracker.update(draining(0)).phase()).isEqualTo(Phase.DOCKERSHIM);
        Published draining = tracker.update(draining(30));
        assertThat(draining.phase()).isEqualTo(Phase.DRAINING);
        assertThat(draining.since()).isEqualTo(NOW);
    }

    private static NodeEvidence dockershim(int second) {
        return docker(second).build();
    }

    private static NodeEvidence draining(int second) {
        return docker(second).cordoned().build();
    }

    private static TestEvidence docker(int second) {
        return TestEvidence.nothing()
                .at(NOW.plusSeconds(second))
                .withNode("docker://20.10.24")
                .withKubelet("1.23.17")
                .withFlags(null, null);
    }

    private static TestEvidence containerd(int second) {
        return TestEvidence.nothing()
                .at(NOW.plusSeconds(second))
                .withNode("containerd://1.6.8")
                .withKubelet("1.23.17")
                .withFlags("remote", "unix:///run/containerd/containerd.sock");
    }
}
