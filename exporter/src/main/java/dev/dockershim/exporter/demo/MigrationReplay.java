package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.MigrationTable.AgentRow;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ten nodes of one cluster that move from Docker to containerd, step by step: their kubelets, runtimes and hosts, and the
 * cluster's API server, on this machine. What is there at a step is a function of the step alone; somebody else says when
 * the next one comes.
 */
public final class MigrationReplay implements AutoCloseable {

    private static final String CLUSTER = "migration";

    private final Clock clock;
    private final MigrationTable table;
    private final MigrationObjects objects;
    private final TemporaryDirectory directory;
    private final ReplayTrust trust;
    private final ServedObjects served;
    private final ReplayApiServer server;
    private final Map<String, MovingNode> nodes = new LinkedHashMap<>();
    private final ScheduledExecutorService kubelets = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "replay-heartbeats");
        thread.setDaemon(true);
        return thread;
    });
    private int step;

    private MigrationReplay(Clock clock, MigrationTable table, TemporaryDirectory directory)
            throws IOException, InterruptedException {
        this.clock = clock;
        this.table = table;
        this.directory = directory;
        this.objects = new MigrationObjects(table, clock.instant());
        this.trust = ReplayTrust.create(directory.path());
        ApiStore store = new ApiStore();
        this.served = new ServedObjects(store);
        this.server = ReplayApiServer.start(trust.sslContext(), ReplayApiServer.Settings.of(ReplayTrust.TOKEN), store);
        Kubeconfig.write(kubeconfig(), CLUSTER, server.url(), trust.pem(), ReplayTrust.TOKEN);
    }

    /** Starts with the first step. Its files are in a temporary directory that {@link #close} removes. */
    public static MigrationReplay start(Clock clock) throws IOException, InterruptedException {
        TemporaryDirectory directory = TemporaryDirectory.create("dockershim-migration");
        MigrationReplay replay = new MigrationReplay(clock, MigrationTable.read(), directory);
        try {
            Motion motion = Motion.from(clock);
            for (String name : replay.table.nodes().keySet()) {
                replay.nodes.put(
                        name,
                        MovingNode.start(
                                name,
                                directory.path().resolve(name),
                                replay.trust,
                                motion,
                                replay.table.stage(name, 0)));
            }
            replay.show(0);
            // more often than each five minutes, which is as seldom as a kubelet may (nodeStatusReportFrequency)
            var unused = replay.kubelets.scheduleAtFixedRate(replay::beat, 1, 1, TimeUnit.MINUTES);
            return replay;
        } catch (IOException | RuntimeException e) {
            replay.close();
            throw e;
        }
    }

    /** Which step it is, from 0. */
    public synchronized int step() {
        return step;
    }

    /** How many steps there are. */
    public int steps() {
        return table.steps();
    }

    /** What happens at a step, in words. */
    public String happening(int at) {
        return table.happenings().get(at);
    }

    /** Of which phase each node is to be told at a step. */
    public MigrationTruth truth(int at) {
        return table.truth(at);
    }

    /**
     * Makes all what it is at a step: the nodes first, then what the API server shows of them. An agent that reads its Node
     * object, and then its node, sees what is newer in the latter at most.
     */
    public synchronized void show(int next) throws IOException {
        step = next;
        Map<ApiResource, List<ObjectNode>> now = objects.objects(step, clock.instant());
        List<ObjectNode> pods = now.getOrDefault(ApiResource.PODS, List.of());
        for (MovingNode node : nodes.values()) {
            AgentRow agent = table.agent(node.name(), step);
            List<ObjectNode> own = pods.stream()
                    .filter(pod ->
                            pod.path("spec").path("nodeName").asString("").equals(node.name()))
                    .toList();
            node.become(table.stage(node.name(), step), own, agent.refused() == null ? List.of() : agent.refused());
        }
        served.serve(now);
    }

    /** The nodes, in their order. */
    public List<MovingNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Whether the agent of a node is to answer at a step. */
    public boolean hasAgent(String node, int at) {
        return table.agent(node, at).runs();
    }

    /** Whether the agent of a node verifies its kubelet at a step. */
    public boolean agentVerifies(String node, int at) {
        return !table.agent(node, at).insecure();
    }

    /** Whether the agent of a node reads the runtime's socket at a step. */
    public boolean agentReadsRuntime(String node, int at) {
        return table.agent(node, at).cri();
    }

    /** A file with which any client reaches the API server; only its owner can read it. */
    public Path kubeconfig() {
        return directory.path().resolve("kubeconfig");
    }

    /** What an agent must be given to trust and reach the API server. */
    public KubeletConfig apiServer() {
        return trust.client(server.url());
    }

    @Override
    public void close() throws IOException {
        kubelets.shutdownNow();
        server.close();
        for (MovingNode node : nodes.values()) {
            node.close();
        }
        directory.close();
    }

    private synchronized void beat() {
        served.serve(objects.objects(step, clock.instant()));
    }
}
