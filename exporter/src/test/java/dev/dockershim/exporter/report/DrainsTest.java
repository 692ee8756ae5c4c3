package dev.dockershim.exporter.report;

import static dev.dockershim.exporter.report.Clusters.evidence;
import static dev.dockershim.exporter.report.Clusters.forbidden;
import static dev.dockershim.exporter.report.Clusters.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.TightBudget;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.evidence.Observed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrainsTest {

    private static Drain drain(ClusterEvidence evidence) {
        return Objects.requireNonNull(Drains.of(evidence, Set.of("here"))).apply("here");
    }

    private static Drain drain(ClusterPod... pods) {
        return drain(evidence(Observed.seen(List.of()), Observed.seen(List.of(pods)), Observed.seen(List.of())));
    }

    @Test
    void whatStaysIsNotEvicted() {
        Drain drain = drain(
                pod("a", "daemon", "here", "DaemonSet", "daemon"),
                pod("a", "etcd-here", "here", "Node", "here", false, true, true),
                pod("a", "done", "here", "Job", "job", true, true, false),
                pod("a", "bare-done", "here", "", "", true, false, false),
                pod("a", "elsewhere", "there", "ReplicaSet", "web-5f6d7c8b9d"));

        assertThat(drain).isEqualTo(new Drain(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
        assertThat(drain.needsCare()).isFalse();
    }

    @Test
    void aWorkloadIsAloneIfNoOtherPodOfItRunsAnywhere() {
        Drain drain = drain(
                pod("a", "single-1", "here", "ReplicaSet", "single-5f6d7c8b9d"),
                pod("a", "pair-1", "here", "ReplicaSet", "pair-5f6d7c8b9d"),
                pod("a", "pair-2", "there", "ReplicaSet", "pair-5f6d7c8b9d"),
                pod("b", "pair-1", "here", "StatefulSet", "pair"),
                pod("a", "ended-1", "here", "StatefulSet", "ended"),
                pod("a", "ended-2", "there", "StatefulSet", "ended", true, false, false),
                pod("a", "job-1", "here", "Job", "job"));

        assertThat(drain.evictable()).isEqualTo(5);
        assertThat(drain.singletons()).containsExactly("a/ended", "a/single-5f6d7c8b9d", "b/pair");
        assertThat(drain.needsCare()).isTrue();
    }

    @Test
    void podsThatNothingMakesAgainAndThoseWithDataAreNamed() {
        Drain drain = drain(
                pod("a", "bare", "here", "", ""),
                pod("a", "data", "here", "ReplicaSet", "data-5f6d7c8b9d", false, true, false),
                pod("a", "data-2", "there", "ReplicaSet", "data-5f6d7c8b9d"));

        assertThat(drain)
                .isEqualTo(
                        new Drain(2, List.of(), List.of(), List.of(), List.of(), List.of("a/bare"), List.of("a/data")));
    }

    @Test
    void aBudgetCountsWhereItsPodsAre() {
        List<ClusterPod> pods = List.of(
                pod("a", "db-0", "here", "StatefulSet", "db"),
                pod("a", "db-1", "there", "StatefulSet", "db"),
                pod("b", "db-0", "there", "StatefulSet", "db"));
        Observed<List<TightBudget>> budgets = Observed.seen(List.of(
                new TightBudget("a", "db", Set.of("db-0", "db-1")),
                new TightBudget("b", "other", Set.of("db-0")),
                new TightBudget("a", "gone", Set.of("db-9"))));

        assertThat(drain(evidence(Observed.seen(List.of()), Observed.seen(pods), budgets))
                        .budgets())
                .containsExactly("a/db");
    }

    @Test
    void podsOfSeveralBudgetsAreNamed() {
        List<ClusterPod> pods =
                List.of(pod("a", "db-0", "here", "StatefulSet", "db"), pod("a", "db-1", "there", "StatefulSet", "db"));
        Observed<List<TightBudget>> budgets = Observed.seen(List.of(
                new TightBudget("a", "db", Set.of("db-0", "db-1"), Set.of("db-0", "db-1")),
                new TightBudget("a", "all", Set.of("db-0", "db-1"), Set.of("db-0", "db-1"))));

        Drain drain = drain(evidence(Observed.seen(List.of()), Observed.seen(pods), budgets));

        assertThat(drain.shared()).containsExactly("a/db-0");
        assertThat(drain.budgets()).containsExactly("a/all", "a/db");
    }

    @Test
    void aWorkloadOfSeveralPodsMayBeHereAsAWhole() {
        Drain drain = drain(
                pod("a", "web-1", "here", "ReplicaSet", "web-5f6d7c8b9d"),
                pod("a", "web-2", "here", "ReplicaSet", "web-5f6d7c8b9d"),
                pod("a", "job-1", "here", "Job", "job"),
                pod("a", "job-2", "here", "Job", "job"),
                pod("b", "web-1", "here", "StatefulSet", "web"),
                pod("b", "web-2", "there", "StatefulSet", "web"));

        assertThat(drain.together()).containsExactly("a/web-5f6d7c8b9d");
        assertThat(drain.singletons()).isEmpty();
        assertThat(drain.needsCare()).isTrue();
    }

    @Test
    void whoseDaemonSetIsGoneIsMadeByNothing() {
        List<ClusterPod> pods = List.of(
                pod("a", "daemon-1", "here", "DaemonSet", "daemon"), pod("a", "gone-1", "here", "DaemonSet", "gone"));
        ClusterEvidence seen = evidence(Observed.seen(List.of()), Observed.seen(pods), Observed.seen(List.of()));
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> blind = new EnumMap<>(seen.templates());
        blind.put(WorkloadKind.DAEMON_SET, forbidden("daemonsets"));

        assertThat(drain(seen).bare()).containsExactly("a/gone-1");
        assertThat(drain(new ClusterEvidence(
                                seen.at(),
                                seen.shard(),
                                seen.server(),
                                seen.nodes(),
                                seen.pods(),
                                seen.owners(),
                                blind,
                                seen.events(),
                                seen.budgets()))
                        .bare())
                .isEmpty();
    }

    @Test
    void whatIsUnknownIsNotNone() {
        assertThat(drain(evidence(Observed.seen(List.of()), Observed.seen(List.of()), forbidden("budgets")))
                        .budgets())
                .isNull();
        assertThat(Drains.of(
                        evidence(Observed.seen(List.of()), forbidden("pods"), Observed.seen(List.of())),
                        Set.of("here")))
                .isNull();
    }
}
