package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.Agent;
import dev.dockershim.exporter.agent.AgentConfig;
import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A recorded node, and agents on it. */
final class NodeDemo {

    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final RecordedNode recorded;
    private final DemoNode node;
    private final SeriesOptions series;

    private NodeDemo(RecordedNode recorded, DemoNode node, SeriesOptions series) {
        this.recorded = recorded;
        this.node = node;
        this.series = series;
    }

    /** Starts the node; its agents will have those flags. */
    static NodeDemo start(RecordedNode recorded, SeriesOptions series, RunningDemo running)
            throws IOException, InterruptedException {
        DemoNode node = running.keep(DemoNode.start(recorded, Motion.from(Clock.systemUTC())));
        return new NodeDemo(recorded, node, series);
    }

    /** Whether its agents can read the runtime's socket. */
    boolean hasCri() {
        return !node.cri().isNone();
    }

    /**
     * Starts an agent that reads all there is, at {@code address}.
     *
     * @throws IOException with one line if the address cannot be listened on
     */
    DemoTarget startAgent(String address, String cluster, RunningDemo running) throws IOException {
        return startAgent(node.cri(), address, cluster, running);
    }

    /** Starts an agent that does without the runtime's socket. */
    DemoTarget startAgentWithoutCri(String address, String cluster, RunningDemo running) throws IOException {
        return startAgent(CriEndpoint.parse("none"), address, cluster, running);
    }

    private DemoTarget startAgent(CriEndpoint cri, String address, String cluster, RunningDemo running)
            throws IOException {
        Agent agent = running.keep(Agent.start(new AgentConfig(
                recorded.name(),
                node.kubelet(),
                cri,
                series.toConfig(),
                series.cadvisor(),
                series.containerInfo,
                node.proc(),
                node.fileSystems(),
                List.of(address),
                "/metrics",
                readiness(),
                BuildInfo.load())));
        agent.warmUp();
        return running.serve(
                DemoTarget.agent(recorded.name(), URI.create(agent.urls().get(0)), cluster));
    }

    private ReadinessConfig readiness() {
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
}
