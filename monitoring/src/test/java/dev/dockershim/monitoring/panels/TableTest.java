package dev.dockershim.monitoring.panels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Merged as Grafana's own transformer merges the same rows. */
class TableTest {

    @Test
    void whatIsSaidOfANodeIsSaidInEachOfItsRows() {
        Table checks = new Table(
                List.of("node", "check"),
                List.of(
                        Map.of("node", "a", "check", "TA-B"),
                        Map.of("node", "b", "check", "TA-B"),
                        Map.of("node", "a", "check", "WL-01")));
        Table phases = new Table(List.of("node", "phase"), List.of(Map.of("node", "a", "phase", "migrated")));

        assertThat(Table.merged(List.of(checks, phases)).rows())
                .containsExactly(
                        Map.of("node", "a", "check", "TA-B", "phase", "migrated"),
                        Map.of("node", "b", "check", "TA-B"),
                        Map.of("node", "a", "check", "WL-01", "phase", "migrated"));
    }

    @Test
    void rowsThatContradictEachOtherStayApart() {
        Table one = new Table(List.of("node", "phase"), List.of(Map.of("node", "a", "phase", "migrated")));
        Table other = new Table(List.of("node", "phase"), List.of(Map.of("node", "a", "phase", "unknown")));

        assertThat(Table.merged(List.of(one, other)).rows()).hasSize(2);
    }
}
