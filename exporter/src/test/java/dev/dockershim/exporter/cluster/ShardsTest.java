package dev.dockershim.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shards together say what one process would say alone, also of what changes over time. */
class ShardsTest {

    private static final int SHARDS = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theirUnionIsTheWhole(long seed) {
        RandomCluster clusters = new RandomCluster(seed);
        ClusterJudge alone = new ClusterJudge(ClusterPolicy.DEFAULT);
        List<ClusterJudge> judges = new ArrayList<>();
        for (int i = 0; i < SHARDS; i++) {
            judges.add(new ClusterJudge(ClusterPolicy.DEFAULT));
        }
        for (int round = 0; round < 4; round++) {
            ClusterEvidence evidence =
                    RandomCluster.at(clusters.next(40, 300), TestCluster.NOW.plusSeconds(20L * round));
            ClusterReadiness whole = alone.judge(evidence);
            List<ClusterReadiness> shards = new ArrayList<>();
            for (int i = 0; i < SHARDS; i++) {
                shards.add(judges.get(i).judge(RandomCluster.shard(evidence, i, SHARDS)));
            }

            assertThat(shards).allSatisfy(shard -> assertThat(shard.nodes()).isNotEmpty());
            assertThat(shards.stream()
                            .flatMap(shard -> shard.nodes().stream())
                            .sorted(Comparator.comparing(node -> node.node().name())))
                    .isEqualTo(whole.nodes());
            assertThat(shards.get(0).results()).isEqualTo(whole.results());
            assertUnion(shards, whole, ClusterReadiness::pods);
            assertUnion(shards, whole, ClusterReadiness::templates);
        }
    }

    private static void assertUnion(
            List<ClusterReadiness> shards,
            ClusterReadiness whole,
            Function<ClusterReadiness, Observed<WorkloadFindings>> which) {
        WorkloadFindings all = findings(whole, which);
        List<Access> access = new ArrayList<>();
        List<AgentRow> agents = new ArrayList<>();
        for (ClusterReadiness shard : shards) {
            access.addAll(findings(shard, which).access());
            agents.addAll(findings(shard, which).agents());
        }
        assertThat(access).containsExactlyInAnyOrderElementsOf(all.access());
        assertThat(agents).containsExactlyInAnyOrderElementsOf(all.agents());
    }

    private static WorkloadFindings findings(
            ClusterReadiness readiness, Function<ClusterReadiness, Observed<WorkloadFindings>> which) {
        return Objects.requireNonNull(which.apply(readiness).orNull());
    }
}
