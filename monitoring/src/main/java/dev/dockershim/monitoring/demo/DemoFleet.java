package dev.dockershim.monitoring.demo;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Agents of all recorded nodes, the watcher of the recorded cluster, and agents that give back Docker's names: each in
 * a cluster of its own, as one store holds several.
 */
public final class DemoFleet implements AutoCloseable {

    /** Nodes in every phase, each with an agent. */
    public static final String NODES = "nodes";

    /** A cluster that only a watcher looks at. */
    public static final String WATCHED = "watched";

    /** A node whose agent is scraped in place of the kubelet, with Docker's names. */
    public static final String DOCKER_YEARS = "docker-years";

    private static final SeriesConfig USUAL = SeriesConfig.of(SeriesValues.CORRECTED);
    /** Before the move: the kubelet serves the thirteen, and ours are compared with them. */
    private static final SeriesConfig SHADOW =
            new SeriesConfig(SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.SHADOW, DockerNaming.NONE);

    private static final SeriesConfig DOCKER_NAMES = new SeriesConfig(
            SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.MISSING, DockerNaming.parse("all", DockerImageForm.ID));

    private static final String STILL_ON_DOCKERSHIM = "dockershim";
    private static final String RENAMED = "containerd-1.36";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<DemoTarget> targets = new ArrayList<>();

    private DemoFleet() {}

    /** Starts all of it at free ports of this machine, and waits until the watcher has judged its cluster. */
    public static DemoFleet start() throws IOException, InterruptedException {
        DemoFleet fleet = new DemoFleet();
        try {
            for (String node : RecordedNode.NAMES) {
                boolean dockershim = node.equals(STILL_ON_DOCKERSHIM);
                DemoAgent agent = fleet.run(DemoAgent.start(node, dockershim ? SHADOW : USUAL));
                fleet.targets.add(DemoTarget.agent(node, agent.url(), NODES));
                if (dockershim) {
                    // What a kubelet serves by itself, by way of an agent that adds nothing.
                    fleet.targets.add(DemoTarget.cadvisor(node, agent.url(), NODES));
                }
            }
            DemoAgent renamed = fleet.run(DemoAgent.start(RENAMED, DOCKER_NAMES));
            fleet.targets.add(DemoTarget.cadvisor(RENAMED, renamed.url(), DOCKER_YEARS));
            DemoWatcher watcher = fleet.run(DemoWatcher.start());
            fleet.targets.add(DemoTarget.watcher(watcher.url(), WATCHED));
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** What a Prometheus is to scrape. */
    public List<DemoTarget> targets() {
        return List.copyOf(targets);
    }

    @Override
    public void close() throws IOException {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private <T extends AutoCloseable> T run(T started) {
        running.push(started);
        return started;
    }
}
