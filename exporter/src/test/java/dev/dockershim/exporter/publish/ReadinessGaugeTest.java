package dev.dockershim.exporter.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessGaugeTest {

    @Test
    void theTableIsInTheOrderOfItsNamesAndHasEachOnce() {
        assertThat(Arrays.stream(ReadinessGauge.values()).map(ReadinessGauge::metric))
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    @ParameterizedTest
    @EnumSource
    void namesFollowPrometheusAndHelpIsTheSameInEveryFormat(ReadinessGauge gauge) {
        assertThat(gauge.metric()).matches("dockershim_[a-z_]+[a-z]").doesNotEndWith("_total");
        assertThat(gauge.labels()).doesNotHaveDuplicates().allMatch(label -> label.matches("[a-z_]+"));
        assertThat(gauge.help()).endsWith(".").doesNotContain("\"", "\\", "\n");
    }

    /** What both count must not be added up. */
    @ParameterizedTest
    @EnumSource(names = {"DOCKER_ACCESS_PODS", "TELEMETRY_AGENT_PODS", "FINDINGS_DROPPED", "NODE_PHASE", "NODE_INFO"})
    void whatBothSayNamesItsObserver(ReadinessGauge gauge) {
        assertThat(gauge.labels()).contains("observer");
    }
}
