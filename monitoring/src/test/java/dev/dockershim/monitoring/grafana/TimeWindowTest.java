package dev.dockershim.monitoring.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TimeWindowTest {

    private static final Instant FROM = Instant.parse("2026-11-27T10:00:07Z");

    private static Panel panel(String more) {
        return Panel.of(JsonMapper.shared()
                .readTree("{\"gridPos\":{\"x\":0,\"y\":0,\"w\":12,\"h\":8},\"targets\":[{\"refId\":\"A\"%s}]%s}"
                        .formatted(
                                more.startsWith("{") ? "," + more.substring(1) : "",
                                more.startsWith(",") ? more : "")));
    }

    private static TimeWindow steps(Duration range, Panel panel) {
        return TimeWindow.of(FROM, FROM.plus(range), Duration.ofSeconds(15))
                .stepsOf(panel, panel.targets().get(0), 50);
    }

    @ParameterizedTest
    @CsvSource({"1,15", "6,30", "24,120", "168,900"})
    void thePanelsWidthMakesTheStep(int hours, int seconds) {
        assertThat(steps(Duration.ofHours(hours), panel("")).step()).hasSeconds(seconds);
    }

    @Test
    void fewerPointsAreLongerSteps() {
        assertThat(steps(Duration.ofHours(1), panel(",\"maxDataPoints\":60")).step())
                .hasMinutes(1);
    }

    @Test
    void aPanelsShortestStepIsNoScrapeInterval() {
        TimeWindow window = steps(Duration.ofHours(1), panel(",\"interval\":\"1m\""));

        assertThat(window.step()).hasMinutes(1);
        assertThat(window.rateInterval()).hasSeconds(75);
    }

    @Test
    void aTargetsShortestStepIsOne() {
        assertThat(steps(Duration.ofHours(1), panel("{\"interval\":\"1m\"")).rateInterval())
                .hasMinutes(4);
    }

    @Test
    void ratesReachOverFourScrapesOrMoreThanAStep() {
        assertThat(steps(Duration.ofHours(1), panel("")).rateInterval()).hasSeconds(60);
        assertThat(steps(Duration.ofDays(1), panel("")).rateInterval()).hasSeconds(135);
    }

    @Test
    void theFirstStepIsAMultiple() {
        assertThat(steps(Duration.ofHours(1), panel("")).firstStep()).isEqualTo("2026-11-27T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "9,1", "10,10", "1499,1000", "1500,2000", "899999999,604800000"})
    void stepsAreRound(long millis, long rounded) {
        assertThat(TimeWindow.rounded(millis)).isEqualTo(rounded);
    }
}
