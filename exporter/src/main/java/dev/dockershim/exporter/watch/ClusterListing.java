package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.watch.ApiException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists a cluster once, resource after resource, with PodDisruptionBudgets and the pods that they protect. */
public final class ClusterListing implements AutoCloseable {

    /** A list that fails is begun again, as long as there is time. */
    private static final int ATTEMPTS = 4;

    /** At which numbers of objects progress is told. */
    private static final int STEP = 500;

    /** What was listed counts for as long as that takes, and is judged then. */
    private static final Duration UNTIL_IT_ENDS = Duration.ofDays(365);

    private final ApiServer server;
    private final WatchConfig config;

    ClusterListing(ApiServer server, WatchConfig config) {
        this.server = server;
        this.config = config;
    }

    /** Told while lists are read, on the thread that reads. */
    @FunctionalInterface
    public interface Progress {

        /**
         * So far.
         *
         * @param resource such as {@code pods}
         * @param objects how many were read
         * @param whole whether these are all
         */
        void listed(String resource, int objects, boolean whole);
    }

    /**
     * Makes ready; nothing is asked for yet.
     *
     * @param version of this program, for {@code User-Agent}
     * @throws IllegalArgumentException with one line that names the flag, if it cannot be told how to reach the API server
     */
    public static ClusterListing open(WatchConfig config, String version) {
        return new ClusterListing(ClusterAccess.ofProcess().open(config, version, Patience.DEFAULT), config);
    }

    /**
     * Lists everything. What could not be listed in time, or may not be, is missing.
     *
     * @param limit for all of it
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public ClusterEvidence read(Duration limit, Progress progress) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        Knowledge knowledge = new Knowledge(config);
        BudgetPods budgets = new BudgetPods();
        FailureLog log = new FailureLog();
        ServerVersion version = new ServerVersion(server, UNTIL_IT_ENDS, log, new CountDownLatch(1));
        // One request that hangs takes no time from what the report is about.
        version.ask(Deadline.after(limit.dividedBy(4)));

        Listing listing = new Listing(deadline, log, progress);
        Standing nodes = listing.read(ApiResource.NODES, ApiObject.Node.class, knowledge.nodes());
        Standing tight = listing.read(
                ApiResource.BUDGETS, ApiObject.Budget.class, new Once<>(budgets::add, () -> budgets.forget(true)));
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            Standing standing =
                    listing.read(Knowledge.resource(kind), ApiObject.WorkloadObject.class, knowledge.workloads(kind));
            templates.put(kind, standing.observe(() -> knowledge.templates(kind)));
        }
        Standing events = listing.read(ApiResource.EVENTS, ApiObject.Event.class, knowledge.events());
        Standing pods = listing.read(ApiResource.PODS, ApiObject.Pod.class, new WithBudgets(knowledge.pods(), budgets));
        Instant now = Instant.now();
        return new ClusterEvidence(
                now,
                config.shard(),
                version.last(),
                nodes.observe(() -> knowledge.nodes().values()),
                pods.observe(() -> knowledge.pods().values()),
                knowledge.owners(),
                templates,
                events.observe(() -> knowledge.events().since(now)),
                // which pods they protect, only the pods tell
                pods.<Object>observe(List::of) instanceof Observed.Missing<Object> missing
                        ? Observed.missing(missing.reason(), missing.text())
                        : tight.observe(budgets::toList));
    }

    @Override
    public void close() {
        server.close();
    }

    /** Reads one resource after the other under the same deadline. */
    private final class Listing {

        private final Deadline deadline;
        private final FailureLog log;
        private final Progress progress;
        private boolean answered;
        private @Nullable ApiException unreachable;

        Listing(Deadline deadline, FailureLog log, Progress progress) {
            this.deadline = deadline;
            this.log = log;
            this.progress = progress;
        }

        <O extends ApiObject> Standing read(ApiResource resource, Class<O> type, Sink<O> sink)
                throws InterruptedException {
            Standing standing = new Standing(Subject.of(resource, "list"), UNTIL_IT_ENDS, System::nanoTime, log);
            if (unreachable != null) {
                standing.failed(unreachable);
                return standing;
            }
            Pages<O> pages = new Pages<>(server, resource, type);
            for (int attempt = 1; ; attempt++) {
                Counted<O> counted = new Counted<>(resource, sink);
                try {
                    sink.clear();
                    sink.beginList();
                    pages.list(deadline, counted);
                    sink.endList();
                    standing.listed(Duration.ZERO);
                    answered = true;
                    progress.listed(resource.plural(), counted.objects, true);
                    return standing;
                } catch (ApiException e) {
                    sink.clear();
                    if (e.kind() == Kind.FORBIDDEN || e.kind() == Kind.ABSENT) {
                        standing.refused(e);
                        answered = true;
                        return standing;
                    }
                    standing.failed(e);
                    Duration pause = pause(e, attempt);
                    if (attempt == ATTEMPTS
                            || e.kind() == Kind.UNAUTHENTICATED
                            || pause.compareTo(deadline.remaining()) >= 0) {
                        // Who has answered nothing at all will not answer the rest either.
                        unreachable = answered ? null : e;
                        return standing;
                    }
                    Thread.sleep(pause.toMillis());
                }
            }
        }

        private Duration pause(ApiException failed, int attempt) {
            Duration backoff = server.patience().shortest().multipliedBy(1L << (attempt - 1));
            return failed.pause().compareTo(backoff) > 0 ? failed.pause() : backoff;
        }

        /** Counts what is read. */
        private final class Counted<O extends ApiObject> implements Consumer<O> {

            private final ApiResource resource;
            private final Sink<O> sink;
            private int objects;

            Counted(ApiResource resource, Sink<O> sink) {
                this.resource = resource;
                this.sink = sink;
            }

            @Override
            public void accept(O object) {
                sink.put(object);
                objects++;
                if (objects % STEP == 0) {
                    progress.listed(resource.plural(), objects, false);
                }
            }
        }
    }

    /** Takes what is listed, and forgets it all when a list begins. */
    private record Once<O extends ApiObject>(Consumer<O> put, Runnable forget) implements Sink<O> {

        @Override
        public void beginList() {
            forget.run();
        }

        @Override
        public void put(O object) {
            put.accept(object);
        }

        @Override
        public void remove(O object) {
            throw new UnsupportedOperationException("nothing is watched");
        }

        @Override
        public void endList() {
            // all of it was taken
        }

        @Override
        public void clear() {
            forget.run();
        }
    }

    /** Looks at the labels of pods, which are not kept, while they pass. */
    private record WithBudgets(Sink<ApiObject.Pod> pods, BudgetPods budgets) implements Sink<ApiObject.Pod> {

        @Override
        public void beginList() {
            budgets.forget(false);
            pods.beginList();
        }

        @Override
        public void put(ApiObject.Pod pod) {
            budgets.look(pod);
            pods.put(pod);
        }

        @Override
        public void remove(ApiObject.Pod pod) {
            pods.remove(pod);
        }

        @Override
        public void endList() {
            pods.endList();
        }

        @Override
        public void clear() {
            budgets.forget(false);
            pods.clear();
        }
    }
}
