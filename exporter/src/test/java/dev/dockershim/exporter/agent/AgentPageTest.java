package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.SeriesValues;
import org.junit.jupiter.api.Test;

class AgentPageTest {

    @Test
    void tellsOfSourcesSeriesAndWhoServesThem() throws Exception {
        try (RecordedAgent agent = RecordedAgent.start("containerd-1.36", Level.CRI, SeriesValues.CORRECTED)) {
            assertThat(page(agent)).contains("kubelet_summary</th><td>not asked yet</td><td class=\"state unknown\">");
            agent.scrape(RecordedAgent.TEXT);

            assertThat(page(agent))
                    .contains("<h1><small>Node</small> containerd-1.36</h1>")
                    .contains("href=\"/metrics\"", "href=\"/metrics/cadvisor\"")
                    .contains("href=\"/-/healthy\"", "href=\"/-/ready\"")
                    .containsPattern("kubelet_summary</th><td>read in \\d+\\.\\d{3} s</td><td class=\"state ok\">")
                    .containsPattern("cri[a-z_]*</th><td>read in ")
                    .contains("families</th><td>13 of 13</td>", "values</th><td>corrected</td>")
                    .contains("served when</th><td>missing</td>", "docker naming</th>")
                    .containsPattern("running containers, last scrape</th><td>[1-9][0-9]*</td>")
                    .containsPattern("bridge</th><td>[a-z_, ]*usage_bytes")
                    .contains("decided by</th><td>look</td>");
        }
    }

    private static String page(RecordedAgent agent) throws Exception {
        return agent.get("/", "text/html");
    }
}
