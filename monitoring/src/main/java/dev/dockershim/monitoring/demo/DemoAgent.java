package dev.dockershim.monitoring.demo;

import dev.dockershim.exporter.agent.Agent;
import dev.dockershim.exporter.agent.AgentConfig;
import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** An agent of a recorded node. */
final class DemoAgent implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final DemoNode node;
    private final Agent agent;

    private DemoAgent(DemoNode node, Agent agent) {
        this.node = node;
        this.agent = agent;
    }

    static DemoAgent start(String name, SeriesConfig series) throws IOException, InterruptedException {
        DemoNode node = DemoNode.start(RecordedNode.named(name), Motion.from(Clock.systemUTC()));
        try {
            Agent agent = Agent.start(new AgentConfig(
                    name,
                    node.kubelet(),
                    node.cri(),
                    series,
                    CadvisorConfig.DEFAULT,
                    true,
                    node.proc(),
                    node.fileSystems(),
                    List.of("127.0.0.1:0"),
                    "/metrics",
                    readiness(node),
                    BuildInfo.load()));
            agent.warmUp();
            return new DemoAgent(node, agent);
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static ReadinessConfig readiness(DemoNode node) {
        ReadinessConfig usual = ReadinessConfig.DEFAULT;
        return new ReadinessConfig(
                INTERVAL,
                usual.emitPassing(),
                usual.acceptCriDockerd(),
                node.apiServer(),
                node.hostRoot(),
                usual.searchPaths(),
                null);
    }

    URI url() {
        return URI.create(agent.urls().get(0));
    }

    @Override
    public void close() throws IOException {
        agent.close();
        node.close();
    }
}
