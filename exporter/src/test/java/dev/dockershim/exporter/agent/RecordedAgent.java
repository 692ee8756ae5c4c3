package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.demo.RecordedNodes;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent on a recorded node that stands still, scraped over HTTP. */
final class RecordedAgent implements AutoCloseable {

    static final String OPENMETRICS = "application/openmetrics-text;version=1.0.0";
    static final String TEXT = "text/plain;version=0.0.4";

    private final DemoNode node;
    private final Agent agent;

    private RecordedAgent(DemoNode node, Agent agent) {
        this.node = node;
        this.agent = agent;
    }

    /** Where a recording lies: with the demo, or with the tests. */
    static RecordedNode node(String name) {
        return RecordedNodes.named(name);
    }

    /** Serves where the kubelet does not, with the node's own labels. */
    static RecordedAgent start(String name, Level level, SeriesValues values) throws IOException, InterruptedException {
        return start(name, level, SeriesConfig.of(values));
    }

    static RecordedAgent start(String name, Level level, SeriesConfig series) throws IOException, InterruptedException {
        DemoNode node = DemoNode.start(node(name), Motion.still());
        KubeletConfig kubelet = level == Level.SOCKET ? null : node.kubelet();
        CriEndpoint cri = level == Level.RESTRICTED ? CriEndpoint.parse("none") : node.cri();
        return new RecordedAgent(node, Agent.start(config(name, kubelet, cri, series, node)));
    }

    /** All labels as Docker had them. */
    static SeriesConfig docker(SeriesValues values) {
        return new SeriesConfig(values, Series.ALL, SeriesWhen.MISSING, DockerNaming.parse("all", DockerImageForm.ID));
    }

    /** Evidence levels: kubelet only, kubelet and CRI, CRI only. */
    enum Level {
        RESTRICTED,
        CRI,
        SOCKET
    }

    private static AgentConfig config(
            String name, @Nullable KubeletConfig kubelet, CriEndpoint cri, SeriesConfig series, DemoNode node) {
        return config(name, node, kubelet, cri, series, false);
    }

    /** An agent of a node, with the kubelet. */
    static AgentConfig config(String name, DemoNode node, CriEndpoint cri, SeriesConfig series, boolean containerInfo) {
        return config(name, node, node.kubelet(), cri, series, containerInfo);
    }

    private static AgentConfig config(
            String name,
            DemoNode node,
            @Nullable KubeletConfig kubelet,
            CriEndpoint cri,
            SeriesConfig series,
            boolean containerInfo) {
        return new AgentConfig(
                name,
                kubelet,
                cri,
                series,
                CadvisorConfig.DEFAULT,
                containerInfo,
                node.proc(),
                node.fileSystems(),
                List.of("127.0.0.1:0"),
                "/metrics",
                ReadinessConfig.OFF,
                new BuildInfo("v", "r", "b"));
    }

    String url() {
        return agent.urls().get(0);
    }

    String scrape(String accept) throws IOException, InterruptedException {
        return scrape(agent.urls().get(0), accept);
    }

    /** What is answered at a path, such as {@code /metrics/cadvisor}. */
    String get(String path, String accept) throws IOException, InterruptedException {
        return get(agent.urls().get(0), path, accept);
    }

    static String scrape(String url, String accept) throws IOException, InterruptedException {
        return get(url, "/metrics", accept);
    }

    private static String get(String url, String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", accept)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("scrape answered " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() throws IOException {
        agent.close();
        node.close();
    }
}
