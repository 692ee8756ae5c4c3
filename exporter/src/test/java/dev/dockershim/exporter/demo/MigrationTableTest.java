package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dockershim.exporter.readiness.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the tables of the migration tell. */
class MigrationTableTest {

    private static final Set<String> DONE = Set.of("migrated", "cri-dockerd");

    private final MigrationTable table = MigrationTable.read();
    private final int last = table.steps() - 1;

    @Test
    void tenNodesLeaveDockershimAndArrive() {
        assertThat(table.nodes()).hasSize(10);
        assertThat(table.truth(0).counts()).isEqualTo(Map.of("dockershim", 10));
        assertThat(table.truth(last).counts()).isEqualTo(Map.of("migrated", 9, "cri-dockerd", 1));
    }

    @Test
    void everyPhaseIsReachedAndNoOther() {
        Set<String> reached = new TreeSet<>();
        IntStream.rangeClosed(0, last)
                .forEach(step -> reached.addAll(table.truth(step).phases().values()));
        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Phase.values()).map(Phase::label).toList());
    }

    /** A step in it, such as one straight from dockershim to migrated, would be no story to watch. */
    @Test
    void noNodeSkipsAStepOrGoesBack() {
        List<String> way = List.of("dockershim", "unknown", "draining", "migrating", "unsupported", "migrated");
        table.nodes().forEach((node, stages) -> {
            for (int step = 1; step < stages.size(); step++) {
                String before = stages.get(step - 1).phase();
                String now = stages.get(step).phase();
                if (now.equals("cri-dockerd")) {
                    assertThat(before).as(node).isIn("migrating", "cri-dockerd");
                } else {
                    assertThat(way.indexOf(now)).as(node + " at " + step).isGreaterThanOrEqualTo(way.indexOf(before));
                    assertThat(now.equals("migrated") && before.equals("draining"))
                            .as(node + " at " + step)
                            .isFalse();
                }
            }
        });
    }

    @Test
    void sevenNodesHaveAnAgentFromTheBeginningAndAllInTheEnd() {
        assertThat(table.nodes().keySet())
                .filteredOn(node -> table.agent(node, 0).runs())
                .hasSize(7);
        assertThat(table.nodes().keySet())
                .allMatch(node -> table.agent(node, last).runs());
        assertThat(table.nodes().keySet())
                .allMatch(node -> table.agent(node, last).ready());
    }

    @Test
    void aNodeIsNotJudgedWhileItsAgentHangs() {
        List<Integer> hangs = IntStream.rangeClosed(0, last)
                .filter(step -> !table.truth(step).unjudged().isEmpty())
                .boxed()
                .toList();
        assertThat(hangs).hasSize(1);
        MigrationTruth truth = table.truth(hangs.get(0));
        assertThat(truth.unjudged()).containsExactly("worker-6");
        assertThat(truth.phases()).hasSize(9).doesNotContainKey("worker-6");
        assertThat(truth.counts().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(9);
    }

    @Test
    void nothingIsLeftToDoInTheEnd() {
        assertThat(table.nodes().values())
                .extracting(stages -> stages.get(last))
                .allMatch(stage -> DONE.contains(stage.phase()) && !stage.cordoned() && stage.ready() == null);
        assertThat(table.happenings().get(last)).isEqualTo("Nothing is left to do.");
    }

    @Test
    void aStageHasWhatItTakesFromAnotherOne() {
        assertThat(stage("St").runtime()).startsWith("docker://");
        assertThat(stage("St").hostFiles()).doesNotContainKey("/proc/812/cmdline");
        assertThat(stage("Sd").hostFiles().get("/var/lib/kubelet/kubeadm-flags.env"))
                .hasToString(
                        "\"KUBELET_KUBEADM_ARGS=\\\"--container-runtime=remote --container-runtime-endpoint=unix:///var/run/cri-dockerd.sock\\\"\\n\"");
        assertThat(stage("Ch").cordoned()).isTrue();
        assertThat(stage("Mi").cordoned()).isFalse();
    }

    private static MigrationStage stage(String key) {
        return Objects.requireNonNull(MigrationStage.readAll().get(key));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> table.stage("worker-11", 0))
                .withMessage("there is no node worker-11");
    }
}
