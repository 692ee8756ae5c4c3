package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.Agent;
import dev.dockershim.exporter.agent.AgentConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.agent.ReadinessTiming;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A recorded node, and agents on it. */
final class NodeDemo implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final RecordedNode recorded;
    private final DemoNode node;
    private final SeriesOptions series;
    private final ReadinessTiming timing;
    private final Deque<Agent> agents = new ArrayDeque<>();

    private NodeDemo(RecordedNode recorded, DemoNode node, SeriesOptions series, ReadinessTiming timing) {
        this.recorded = recorded;
        this.node = node;
        this.series = series;
        this.timing = timing;
    }

    /**
     * Starts the node.
     *
     * @param series flags of its agents, where they are not told otherwise
     * @param timing how its agents follow its readiness
     */
    static NodeDemo start(RecordedNode recorded, SeriesOptions series, ReadinessTiming timing)
            throws IOException, InterruptedException {
        return new NodeDemo(recorded, DemoNode.start(recorded, Motion.from(Clock.systemUTC())), series, timing);
    }

    /** Whether its agents can read the runtime's socket. */
    boolean hasCri() {
        return !node.cri().isNone();
    }

    /**
     * Starts an agent that reads all there is, and returns its URL.
     *
     * @throws IOException with one line if the address cannot be listened on
     */
    URI startAgent(SeriesConfig config, String address) throws IOException {
        return startAgent(node.cri(), config, address);
    }

    /** Starts an agent that does without the runtime's socket, and returns its URL. */
    URI startAgentWithoutCri(SeriesConfig config, String address) throws IOException {
        return startAgent(CriEndpoint.parse("none"), config, address);
    }

    @Override
    public void close() throws IOException {
        agents.forEach(Agent::close);
        node.close();
    }

    private URI startAgent(CriEndpoint cri, SeriesConfig config, String address) throws IOException {
        Agent agent = Agent.start(new AgentConfig(
                recorded.name(),
                node.kubelet(),
                cri,
                config,
                series.cadvisor(),
                series.containerInfo,
                node.proc(),
                node.fileSystems(),
                List.of(address),
                "/metrics",
                readiness(),
                BuildInfo.load()));
        agents.push(agent);
        agent.warmUp();
        return URI.create(agent.urls().get(0));
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
                null,
                timing);
    }
}
