package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.MigrationReplay;
import dev.dockershim.exporter.demo.MigrationTruth;
import dev.dockershim.exporter.demo.MovingNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ten nodes of one cluster that move from Docker to containerd on a time-lapse, judged by real agents and a real watcher.
 * Seven have an agent from the beginning; of the others the watcher tells, until they get one with the last steps.
 *
 * <p>What is there at a step, and what is true of it, is a function of the step alone; the caller says when the next one
 * begins. What agents and watcher tell follows within some seconds.
 */
public final class MigrationDemo implements AutoCloseable {

    /** The cluster of its {@link #targets}. */
    public static final String CLUSTER = "migration";

    private static final String FREE_PORT = "127.0.0.1:0";

    private final MigrationReplay replay;
    private final List<MigrationAgent> agents = new ArrayList<>();
    private final List<DemoTarget> targets = new ArrayList<>();
    private @Nullable DemoWatcher watcher;

    private MigrationDemo(MigrationReplay replay) {
        this.replay = replay;
    }

    /**
     * Starts with the first step, agents and watcher on free ports of the loopback address. The watcher has judged the
     * cluster when this returns; agents may still be at it.
     *
     * @throws IOException with one line if something cannot be started
     */
    public static MigrationDemo start() throws IOException, InterruptedException {
        MigrationDemo demo = new MigrationDemo(MigrationReplay.start(Clock.systemUTC()));
        try {
            for (MovingNode node : demo.replay.nodes()) {
                MigrationAgent agent = new MigrationAgent(demo.replay, node);
                demo.agents.add(agent);
                agent.startAt(0);
                demo.targets.add(DemoTarget.agent(node.name(), agent.url(), CLUSTER));
            }
            DemoWatcher watcher =
                    DemoWatcher.start(demo.replay.kubeconfig(), TimeLapse.POLICY, TimeLapse.INTERVAL, FREE_PORT);
            demo.watcher = watcher;
            demo.targets.add(DemoTarget.watcher(URI.create(watcher.awaitUrl()), CLUSTER));
            return demo;
        } catch (IOException | InterruptedException | RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    /** Which step it is, from 0. */
    public int step() {
        return replay.step();
    }

    /** How many steps there are. */
    public int steps() {
        return replay.steps();
    }

    /** Whether all nodes have arrived: the next step is the first one again. */
    public boolean isLastStep() {
        return step() == steps() - 1;
    }

    /** What happens at this step, in one line for people. */
    public String happening() {
        return replay.happening(step());
    }

    /**
     * Goes on to the next step, from the last one to the first.
     *
     * @throws IOException with one line if an agent cannot be started
     */
    public synchronized void advance() throws IOException {
        int next = isLastStep() ? 0 : step() + 1;
        for (MigrationAgent agent : agents) {
            agent.stopBefore(next);
        }
        replay.show(next);
        for (MigrationAgent agent : agents) {
            agent.startAt(next);
        }
    }

    /** What agents and watcher together are to tell of the nodes at this step. */
    public MigrationTruth truth() {
        return truth(step());
    }

    /**
     * The same of any step.
     *
     * @param step from 0 to {@link #steps()} - 1
     */
    public MigrationTruth truth(int step) {
        return replay.truth(step);
    }

    /**
     * All that can be scraped, always the same: the agents of the ten nodes in their order, each named as its node, then
     * the watcher. An agent that does not run at a step refuses connections.
     */
    public List<DemoTarget> targets() {
        return List.copyOf(targets);
    }

    /** Whether the agent of a node runs now. */
    synchronized boolean isRunning(DemoTarget agent) {
        return agents.stream().anyMatch(each -> each.node().equals(agent.name()) && each.isRunning());
    }

    /** For other clients of the cluster's API server. */
    public Path kubeconfig() {
        return replay.kubeconfig();
    }

    @Override
    public synchronized void close() throws IOException {
        if (watcher != null) {
            watcher.close();
        }
        agents.forEach(MigrationAgent::close);
        replay.close();
    }
}
