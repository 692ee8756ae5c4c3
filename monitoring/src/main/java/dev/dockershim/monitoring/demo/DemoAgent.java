package dev.dockershim.monitoring.demo;

import dev.dockershim.exporter.agent.Agent;
import dev.dockershim.exporter.agent.AgentConfig;
import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An agent of a recorded node, which is in its phase for some hours. */
final class DemoAgent implements AutoCloseable {

    /**
     * What an agent runs with.
     *
     * @param recorded name of the recording
     * @param node name of the node
     * @param unverified whether its kubelet's certificate is taken as it is
     */
    record Settings(String recorded, String node, SeriesConfig series, boolean unverified) {}

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration IN_PHASE_FOR = Duration.ofHours(3);

    private final DemoNode node;
    private final Agent agent;
    private final Path stateFile;
    private boolean lost;

    private DemoAgent(DemoNode node, Agent agent, Path stateFile) {
        this.node = node;
        this.agent = agent;
        this.stateFile = stateFile;
    }

    static DemoAgent start(Settings settings) throws IOException, InterruptedException {
        Path stateFile = Files.createTempFile("dockershim-demo", ".phase");
        // Where the node is in that phase, it is kept; elsewhere it is not believed.
        String phase = settings.recorded().contains("-") ? "migrated" : settings.recorded();
        Files.writeString(stateFile, phase + " " + Instant.now().minus(IN_PHASE_FOR) + "\n");
        DemoNode node = DemoNode.start(RecordedNode.named(settings.recorded()), Motion.from(Clock.systemUTC()));
        try {
            Agent agent = Agent.start(new AgentConfig(
                    settings.node(),
                    settings.unverified() ? unverified(node.kubelet()) : node.kubelet(),
                    node.cri(),
                    settings.series(),
                    CadvisorConfig.DEFAULT,
                    true,
                    node.proc(),
                    node.fileSystems(),
                    List.of("127.0.0.1:0"),
                    "/metrics",
                    readiness(node, stateFile),
                    BuildInfo.load()));
            agent.warmUp();
            return new DemoAgent(node, agent, stateFile);
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static KubeletConfig unverified(KubeletConfig kubelet) {
        return new KubeletConfig(
                kubelet.url(),
                null,
                kubelet.tokenFile(),
                kubelet.serverName(),
                kubelet.certFile(),
                kubelet.keyFile(),
                true);
    }

    private static ReadinessConfig readiness(DemoNode node, Path stateFile) {
        ReadinessConfig usual = ReadinessConfig.DEFAULT;
        return new ReadinessConfig(
                INTERVAL,
                usual.emitPassing(),
                usual.acceptCriDockerd(),
                node.apiServer(),
                node.hostRoot(),
                usual.searchPaths(),
                stateFile);
    }

    URI url() {
        return URI.create(agent.urls().get(0));
    }

    /** Takes the node away when all of it was read once. */
    void loseNode() throws IOException {
        try (InputStream scrape = url().resolve("/metrics").toURL().openStream()) {
            scrape.readAllBytes();
        }
        lost = true;
        node.close();
    }

    @Override
    public void close() throws IOException {
        agent.close();
        if (!lost) {
            node.close();
        }
        Files.deleteIfExists(stateFile);
    }
}
