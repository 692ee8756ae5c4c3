package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.DemoHappenings.NodeOf;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoHappeningsTest {

    private static final NodeOf WORKER = new NodeOf("migration", "worker-3");

    private final DemoHappenings happenings = new DemoHappenings(cluster -> true);

    private static FiringAlert alert(String name, String node) {
        return new FiringAlert(name, Map.of("node", node, "cluster", "migration", "severity", "warning"));
    }

    private static Set<FiringAlert> alerts(String name, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> alert(name, "worker-" + i))
                .collect(Collectors.toSet());
    }

    @Test
    void anAlertIsToldWhenItFiresAndWhenItIsResolved() {
        Set<FiringAlert> firing = Set.of(alert("DockershimNodeUnmigrated", "worker-3"));

        assertThat(happenings.next(Set.of(), Map.of())).isEmpty();
        assertThat(happenings.next(firing, Map.of()))
                .containsExactly("FIRING    DockershimNodeUnmigrated                node=worker-3 cluster=migration");
        assertThat(happenings.next(firing, Map.of())).isEmpty();
        assertThat(happenings.next(Set.of(), Map.of()))
                .containsExactly("resolved  DockershimNodeUnmigrated                node=worker-3 cluster=migration");
        assertThat(happenings.next(firing, Map.of())).hasSize(1);
    }

    @Test
    void aPhaseIsToldWhenItChanges() {
        assertThat(happenings.next(Set.of(), Map.of(WORKER, "dockershim"))).isEmpty();
        assertThat(happenings.next(Set.of(), Map.of(WORKER, "dockershim"))).isEmpty();
        assertThat(happenings.next(Set.of(), Map.of())).as("not seen").isEmpty();
        assertThat(happenings.next(Set.of(), Map.of(WORKER, "draining")))
                .containsExactly("phase     dockershim -> draining                  node=worker-3 cluster=migration");
    }

    @Test
    void manyOfAKindAreOneLine() {
        assertThat(happenings.next(alerts("A", 3), Map.of())).hasSize(3);
        assertThat(happenings.next(alerts("B", 4), Map.of()))
                .hasSize(4)
                .endsWith("FIRING    B                                       4 times, cluster=migration");
    }

    @Test
    void phasesComeFirstThenWhatIsResolved() {
        happenings.next(Set.of(alert("A", "worker-3")), Map.of(WORKER, "migrating"));

        assertThat(happenings.next(Set.of(alert("B", "worker-3")), Map.of(WORKER, "migrated")))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("phase", "resolved", "FIRING");
    }

    @Test
    void manyRulesOfAClusterAreOneLineAsAtTheStart() {
        Set<FiringAlert> many = new HashSet<>(alerts("A", 5));
        many.addAll(alerts("B", 1));
        assertThat(happenings.next(many, Map.of())).hasSize(2);
        for (String name : List.of("C", "D", "E", "F", "G", "H")) {
            many.addAll(alerts(name, 1));
        }
        many.add(new FiringAlert("A", Map.of("cluster", "other")));

        assertThat(happenings.next(many, Map.of()))
                .containsExactly(
                        "FIRING    6 rules, cluster=migration              C, D, E, F, G, H",
                        "FIRING    A                                       cluster=other");
        assertThat(happenings.next(Set.of(), Map.of()))
                .containsExactly(
                        "resolved  8 rules, cluster=migration              A (5), B, C, D, E, F, G, H",
                        "resolved  A                                       cluster=other");
    }

    @Test
    void ofOneClusterOthersAreNotCountedEither() {
        DemoHappenings ofOne = new DemoHappenings("migration"::equals);
        NodeOf other = new NodeOf("other", "worker-3");
        Set<FiringAlert> firing = IntStream.range(0, 1000)
                .mapToObj(i -> new FiringAlert("Alert" + i, Map.of("cluster", i == 0 ? "migration" : "other" + i)))
                .collect(Collectors.toSet());

        assertThat(ofOne.next(firing, Map.of(WORKER, "dockershim", other, "dockershim")))
                .containsExactly("FIRING    Alert0                                  cluster=migration");
        assertThat(ofOne.next(Set.of(), Map.of(WORKER, "draining", other, "draining")))
                .containsExactly(
                        "phase     dockershim -> draining                  node=worker-3 cluster=migration",
                        "resolved  Alert0                                  cluster=migration");
    }

    @Test
    void aLookHasNoMoreThanFortyLines() {
        Set<FiringAlert> many = IntStream.range(0, 1000)
                .mapToObj(i -> new FiringAlert("Alert", Map.of("cluster", "cluster-" + i)))
                .collect(Collectors.toSet());

        assertThat(happenings.next(many, Map.of())).hasSize(40).endsWith("... and 961 more");
    }
}
