package dev.dockershim.monitoring.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dockershim.exporter.real.RealPrometheus;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import dev.dockershim.monitoring.prometheus.PrometheusException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser takes what a real Prometheus takes, understands it alike, and refuses what that refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromqlIT {

    @SuppressWarnings("NullAway.Init")
    private RealPrometheus prometheus;

    @SuppressWarnings("NullAway.Init")
    private PrometheusClient client;

    @BeforeAll
    void start() {
        prometheus = RealPrometheus.start("scrape_configs: []");
        client = new PrometheusClient(prometheus.url());
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static List<String> good() {
        return PromqlSamples.GOOD;
    }

    static List<String> broken() {
        return PromqlSamples.BROKEN;
    }

    @ParameterizedTest
    @MethodSource("good")
    void itsTreeIsWrittenAsPrometheusWritesIt(String promql) {
        assertThat(Parser.parse(promql).toString()).isEqualToIgnoringWhitespace(client.format(promql));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatItRefusesPrometheusRefuses(String promql) {
        assertThatExceptionOfType(PrometheusException.class).isThrownBy(() -> client.format(promql));
    }
}
