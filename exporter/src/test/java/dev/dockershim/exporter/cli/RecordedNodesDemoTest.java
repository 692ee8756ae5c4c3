package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.RecordedNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordedNodesDemoTest {

    private static final String FREE_PORT = "127.0.0.1:0";
    private static final List<RecordedNode> NODES =
            List.of(RecordedNode.named("containerd-1.36"), RecordedNode.named("dockershim"));

    private final RunningDemo running = new RunningDemo();
    private final StringWriter out = new StringWriter();

    @AfterEach
    void stop() {
        running.close();
    }

    private void start(boolean scraped, String address) throws IOException, InterruptedException {
        new RecordedNodesDemo(new SeriesOptions(), scraped, running, new DemoConsole(new PrintWriter(out), false))
                .start(NODES, address);
    }

    private static String scrape(DemoTarget target) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        target.url().resolve(target.role().path()))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void withoutAPrometheusEachNodeHasItsAgentAndTheFirstOneMoreWithoutCri() throws Exception {
        start(false, FREE_PORT);

        assertThat(running.targets()).extracting(DemoTarget::name).containsExactly("containerd-1.36", "dockershim");
        assertThat(out.toString().lines().map(line -> line.replaceFirst("\\S+ +", "")))
                .containsExactly(
                        "containerd-1.36, kubelet and CRI",
                        "containerd-1.36, kubelet only",
                        "dockershim, kubelet only");
        assertThat(scrape(running.targets().get(0))).contains("\ncontainer_fs_usage_bytes{");
    }

    @Test
    void aPrometheusGetsEachNodesSeriesOnce() throws Exception {
        start(true, FREE_PORT);

        assertThat(running.targets())
                .extracting(target -> target.cluster() + " " + target.role() + " " + target.name())
                .containsExactly(
                        "recorded-nodes AGENT containerd-1.36",
                        "docker-years CADVISOR containerd-1.36",
                        "recorded-nodes AGENT dockershim",
                        "recorded-nodes CADVISOR dockershim");
        assertThat(scrape(running.targets().get(1)))
                .as("Docker's names")
                .contains("\ncontainer_fs_usage_bytes{")
                .contains("name=\"k8s_");
        assertThat(scrape(running.targets().get(2)))
                .as("what the kubelet serves is compared")
                .doesNotContain("\ncontainer_fs_usage_bytes{")
                .contains("dockershim_bridge_");
        assertThat(scrape(running.targets().get(3))).as("the kubelet's own").contains("\ncontainer_fs_usage_bytes{");
    }

    @Test
    void anAddressThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThatThrownBy(() -> start(false, address))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(address);
        }
    }
}
