package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.DemoTarget;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusDemoTest {

    private static final URI ANY = URI.create("http://127.0.0.1:1");
    private static final URI ALERTS = URI.create("http://127.0.0.1:9090/alerts");
    private static final String LINE =
            "http://127.0.0.1:9090/alerts  Prometheus: alerts on a time-lapse, an hour takes two seconds";
    private static final DemoTarget RECORDED = DemoTarget.agent("dockershim", ANY, "recorded-nodes");
    private static final DemoTarget MOVES = DemoTarget.agent("worker-1", ANY, MigrationDemo.CLUSTER);

    @Test
    void whereNodesMoveTheTerminalTellsOfThemAlone() {
        assertThat(PrometheusDemo.told(List.of(RECORDED, MOVES)))
                .accepts(MigrationDemo.CLUSTER)
                .rejects("recorded-nodes", "docker-years", "recorded-cluster", "");
        assertThat(PrometheusDemo.line(ALERTS, List.of(RECORDED, MOVES)))
                .isEqualTo(LINE + "; those of the recorded parts are on this page only");
        assertThat(PrometheusDemo.line(ALERTS, List.of(MOVES)))
                .as("there are no others")
                .isEqualTo(LINE);
    }

    @Test
    void elseItTellsOfAll() {
        assertThat(PrometheusDemo.told(List.of(RECORDED))).accepts("recorded-nodes", "docker-years", "");
        assertThat(PrometheusDemo.line(ALERTS, List.of(RECORDED))).isEqualTo(LINE);
    }
}
