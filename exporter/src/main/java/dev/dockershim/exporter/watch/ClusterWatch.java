package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterSource;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * Watches a cluster: a list of each resource, and a watch from there on. Ten threads of its own, which wait for the API
 * server nearly always; {@link #close} ends them.
 *
 * <p>What is known of a resource is told once all of it was listed, and until four minutes after its watch was last heard
 * of; bookmarks come each minute. What is refused is told no more at once, and asked for again each minute. What only
 * fails is waited for until two minutes after the first answer to another, and unknown then.
 */
public final class ClusterWatch implements ClusterSource, AutoCloseable {

    private static final long STOP_MILLIS = 5_000;

    private final ApiServer server;
    private final Shard shard;
    private final Knowledge knowledge;
    private final FailureLog log = new FailureLog();
    private final ServerVersion version;
    private final Map<ApiResource, Standing> standings = new EnumMap<>(ApiResource.class);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private ClusterWatch(ApiServer server, WatchConfig config) {
        this.server = server;
        this.shard = config.shard();
        this.knowledge = new Knowledge(config);
        this.version = new ServerVersion(server, server.patience().stale(), log, closed);
        Permission.watched()
                .forEach(resource -> standings.put(
                        resource,
                        new Standing(
                                Subject.of(resource, "list and watch"),
                                server.patience().stale(),
                                System::nanoTime,
                                log)));
    }

    /**
     * Begins to watch; whether the API server can be reached, {@link #statuses} tells.
     *
     * @param version of this program, for {@code User-Agent}
     * @throws IllegalArgumentException with one line that names the flag, if it cannot be told how to reach it
     */
    public static ClusterWatch start(WatchConfig config, String version) {
        return start(ClusterAccess.ofProcess().open(config, version, Patience.DEFAULT), config);
    }

    static ClusterWatch start(ApiServer server, WatchConfig config) {
        ClusterWatch watch = new ClusterWatch(server, config);
        watch.begin();
        return watch;
    }

    private void begin() {
        run("version", version);
        reflect(ApiResource.NODES, ApiObject.Node.class, knowledge.nodes());
        for (WorkloadKind kind : WorkloadKind.values()) {
            reflect(Knowledge.resource(kind), ApiObject.WorkloadObject.class, knowledge.workloads(kind));
        }
        reflect(ApiResource.PODS, ApiObject.Pod.class, knowledge.pods());
        reflect(ApiResource.EVENTS, ApiObject.Event.class, knowledge.events());
    }

    private <O extends ApiObject> void reflect(ApiResource resource, Class<O> type, Sink<O> sink) {
        run(resource.plural(), new Reflector<>(server, resource, type, sink, standing(resource), closed));
    }

    private void run(String name, Runnable task) {
        Thread thread = new Thread(task, "watch-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private Standing standing(ApiResource resource) {
        return Objects.requireNonNull(standings.get(resource));
    }

    @Override
    public ClusterEvidence look() {
        Instant now = Instant.now();
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            templates.put(kind, standing(Knowledge.resource(kind)).observe(() -> knowledge.templates(kind)));
        }
        return new ClusterEvidence(
                now,
                shard,
                version.last(),
                standing(ApiResource.NODES).observe(() -> knowledge.nodes().values()),
                standing(ApiResource.PODS).observe(() -> knowledge.pods().values()),
                knowledge.owners(),
                templates,
                standing(ApiResource.EVENTS).observe(() -> knowledge.events().since(now)),
                Observed.missing(Reason.NOT_CONFIGURED, "only a report asks for PodDisruptionBudgets"));
    }

    /**
     * Whether each resource was listed whole once, or refused, or fails still two minutes after the first was; it stays
     * so. Of an API server that gives and refuses nothing there is nothing to judge.
     */
    public boolean isSynced() {
        long first = standings.values().stream()
                .mapToLong(Standing::answeredFor)
                .max()
                .orElse(-1);
        boolean waited = first >= server.patience().first().toNanos();
        return standings.values().stream()
                .allMatch(standing -> standing.isAnswered() || (waited && standing.isFailing()));
    }

    /** How each resource does, and the version. */
    public List<SourceStatus> statuses() {
        List<SourceStatus> statuses = new ArrayList<>();
        statuses.add(version.status());
        standings.values().forEach(standing -> statuses.add(standing.status()));
        return statuses;
    }

    /** Ends the watches and their threads; waits for those at most some seconds. */
    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
        long end = System.nanoTime() + STOP_MILLIS * 1_000_000;
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
