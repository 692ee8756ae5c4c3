package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.Agent;
import dev.dockershim.exporter.agent.AgentConfig;
import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.HeldAddress;
import dev.dockershim.exporter.demo.MigrationReplay;
import dev.dockershim.exporter.demo.MovingNode;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a node of the migration: at some steps it does not run, and at some it runs with other flags than before.
 * It is at the same address each time. For one thread.
 */
final class MigrationAgent implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final MigrationReplay replay;
    private final MovingNode node;
    private final int port;
    private @Nullable HeldAddress held;
    private @Nullable Agent agent;
    private @Nullable Flags flags;

    /** What it is started with. */
    private record Flags(boolean verifies, boolean readsRuntime) {}

    /** One that does not run yet. */
    MigrationAgent(MigrationReplay replay, MovingNode node) throws IOException {
        this.replay = replay;
        this.node = node;
        this.held = HeldAddress.any();
        this.port = held.port();
    }

    String node() {
        return node.name();
    }

    URI url() {
        return URI.create("http://" + HOST + ":" + port);
    }

    boolean isRunning() {
        return agent != null;
    }

    /** Ends it, if it is not to run as it does at that step. */
    void stopBefore(int step) throws IOException {
        if (agent != null && !Objects.equals(flags, flagsAt(step))) {
            agent.close();
            agent = null;
            held = HeldAddress.of(port);
        }
    }

    /** Starts it, if it is to run at that step and does not. */
    void startAt(int step) throws IOException {
        Flags now = flagsAt(step);
        if (agent == null && now != null) {
            AgentConfig config = config(now);
            release();
            agent = Agent.start(config);
            flags = now;
        }
    }

    @Override
    public void close() {
        if (agent != null) {
            agent.close();
        }
        release();
    }

    private @Nullable Flags flagsAt(int step) {
        return replay.hasAgent(node.name(), step)
                ? new Flags(replay.agentVerifies(node.name(), step), replay.agentReadsRuntime(node.name(), step))
                : null;
    }

    private void release() {
        if (held != null) {
            held.close();
            held = null;
        }
    }

    private AgentConfig config(Flags now) throws IOException {
        ReadinessConfig usual = ReadinessConfig.DEFAULT;
        return new AgentConfig(
                node.name(),
                node.kubelet(now.verifies()),
                now.readsRuntime() ? node.cri() : CriEndpoint.parse("none"),
                SeriesConfig.of(SeriesValues.CORRECTED),
                CadvisorConfig.DEFAULT,
                false,
                node.proc(),
                node.fileSystems(),
                List.of(HOST + ":" + port),
                "/metrics",
                new ReadinessConfig(
                        TimeLapse.INTERVAL,
                        usual.emitPassing(),
                        usual.acceptCriDockerd(),
                        replay.apiServer(),
                        node.hostRoot(),
                        usual.searchPaths(),
                        usual.stateFile(),
                        TimeLapse.TIMING),
                BuildInfo.load());
    }
}
