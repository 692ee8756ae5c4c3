package dev.dockershim.monitoring.demo;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.cli.ClusterDemo;
import dev.dockershim.exporter.cli.MigrationDemo;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Agents of all recorded nodes, the watcher of the recorded cluster, ten nodes on their way from Docker, and an agent that
 * gives back Docker's names: each in a cluster of its own, as one store holds several. Some of the agents are set up
 * wrong, so that this shows too.
 */
public final class DemoFleet implements AutoCloseable {

    /** Nodes in every phase, each with an agent. */
    public static final String NODES = "nodes";

    /** A cluster that only a watcher looks at. */
    public static final String WATCHED = "watched";

    /** Ten nodes on their way, with agents and a watcher. */
    public static final String MIGRATION = MigrationDemo.CLUSTER;

    /** A node whose agent is scraped in place of the kubelet, with Docker's names. */
    public static final String DOCKER_YEARS = "docker-years";

    private static final SeriesConfig USUAL = SeriesConfig.of(SeriesValues.CORRECTED);
    private static final SeriesConfig DOCKER_NAMES = new SeriesConfig(
            SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.MISSING, DockerNaming.parse("all", DockerImageForm.ID));

    /** Its kubelet serves the thirteen, and ours are compared with them. */
    private static final String REHEARSING = "dockershim";
    /** Its kubelet serves the thirteen, and so does the agent, which was told to: they are counted twice. */
    private static final String TWICE = "draining";
    /** Its kubelet's certificate is not verified. */
    private static final String UNVERIFIED = "containerd23";
    /** Nothing on it answers any more but the agent. */
    private static final String LOST = "lost";

    private static final String RECORDING = "containerd-1.36";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<DemoTarget> targets = new ArrayList<>();

    private final MigrationDemo migration;

    private DemoFleet(MigrationDemo migration) {
        this.migration = migration;
        run(migration);
        targets.addAll(migration.targets());
    }

    /** Starts all of it at free ports of this machine, and waits until the watchers have judged their clusters. */
    public static DemoFleet start() throws IOException, InterruptedException {
        DemoFleet fleet = new DemoFleet(MigrationDemo.start());
        try {
            for (String node : RecordedNode.NAMES) {
                DemoAgent agent =
                        fleet.agent(new DemoAgent.Settings(node, node, series(node), node.equals(UNVERIFIED)));
                if (node.equals(REHEARSING) || node.equals(TWICE)) {
                    // What a kubelet serves by itself, by way of an agent that adds nothing.
                    fleet.targets.add(DemoTarget.cadvisor(node, agent.url(), NODES));
                }
            }
            fleet.agent(new DemoAgent.Settings(RECORDING, LOST, USUAL, false)).loseNode();
            DemoAgent renamed =
                    fleet.run(DemoAgent.start(new DemoAgent.Settings(RECORDING, RECORDING, DOCKER_NAMES, false)));
            fleet.targets.add(DemoTarget.cadvisor(RECORDING, renamed.url(), DOCKER_YEARS));
            ClusterDemo watched = fleet.run(ClusterDemo.start("127.0.0.1:0"));
            fleet.targets.add(DemoTarget.watcher(URI.create(watched.awaitUrl()), WATCHED));
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** What a Prometheus is to scrape. Agents of nodes on their way may not run yet. */
    public List<DemoTarget> targets() {
        return List.copyOf(targets);
    }

    /** The ten nodes, at their first step. */
    public MigrationDemo migration() {
        return migration;
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

    private static SeriesConfig series(String node) {
        return switch (node) {
            case REHEARSING ->
                new SeriesConfig(SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.SHADOW, DockerNaming.NONE);
            case TWICE -> new SeriesConfig(SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.ALWAYS, DockerNaming.NONE);
            default -> USUAL;
        };
    }

    private DemoAgent agent(DemoAgent.Settings settings) throws IOException, InterruptedException {
        DemoAgent agent = run(DemoAgent.start(settings));
        targets.add(DemoTarget.agent(settings.node(), agent.url(), NODES));
        return agent;
    }

    private <T extends AutoCloseable> T run(T started) {
        running.push(started);
        return started;
    }
}
