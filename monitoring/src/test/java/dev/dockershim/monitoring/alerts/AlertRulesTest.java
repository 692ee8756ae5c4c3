package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.monitoring.alerts.Rules.Rule;
import dev.dockershim.monitoring.mixin.Mixin;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every alert has. */
class AlertRulesTest {

    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

    static List<Rule> alerts() {
        return Rules.committed().alerts();
    }

    @Test
    void thereIsOneForEachTimeOfTheConfiguration() {
        List<String> names = alerts().stream().map(Rule::name).toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(19).doesNotHaveDuplicates();
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Mixin.evaluate(Rules.REPOSITORY, "(import 'mixin/config.libsonnet')._config.alertFor")
                                .propertyNames());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void itHasASeverityATimeAndWhatToReadAndDo(Rule alert) {
        assertThat(alert.labels().keySet()).containsExactly("severity");
        assertThat(alert.labels().get("severity")).isIn(SEVERITIES);
        assertThat(alert.json().path("for").asString("")).matches("[1-9][0-9]*[mhd]");
        assertThat(alert.annotations().keySet()).containsExactly("description", "runbook_url", "summary");
        assertThat(alert.annotations().get("runbook_url"))
                .startsWith("https://")
                .endsWith("/docs/runbooks/" + alert.name() + ".md");
    }
}
