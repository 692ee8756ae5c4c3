package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.KubeletSeries.Evidence;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.source.Collection;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SingleFlight;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collections of the node, shared by all that want one at the same time, and what is served of each. */
final class NodeCollections {

    /** Two Prometheus servers that scrape within this time share one collection. */
    static final Duration REUSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(NodeCollections.class);

    private final NodeCollector collector;
    private final Serving serving;
    private final SingleFlight<Collected> collections;
    private final @Nullable Shadow shadow;
    private volatile Collected last = Collected.nothing();
    private @Nullable Evidence told;

    /**
     * Collections by {@code collector}.
     *
     * @param shadow compares each collection with what the kubelet serves; null if nobody wants it
     */
    NodeCollections(NodeCollector collector, Serving serving, @Nullable Shadow shadow, Duration reuse) {
        this.collector = collector;
        this.serving = serving;
        this.shadow = shadow;
        this.collections = new SingleFlight<>(this::collect, reuse, Collected::complete);
    }

    /**
     * One collection.
     *
     * @param plan what is served of it
     * @param complete whether every source was read, so that the result may be reused
     */
    record Collected(NodeSnapshot snapshot, Serving.Plan plan, boolean complete, RenderedBodies bodies) {

        private static Collected nothing() {
            return new Collected(NodeSnapshot.EMPTY, Serving.Plan.EMPTY, false, new RenderedBodies());
        }
    }

    /** A collection of now, or of at most a second ago. */
    Collected get(Deadline deadline) throws InterruptedException, TimeoutException {
        return collections.get(deadline);
    }

    /** The collection that was made last; one of nothing before the first. */
    Collected last() {
        return last;
    }

    private Collected collect(Collection collection) throws InterruptedException {
        NodeCollector.Result result = collector.collect(collection);
        Serving.Plan plan = serving.of(result.snapshot());
        tell(plan.evidence(), result.snapshot());
        if (shadow != null) {
            shadow.compare(result.snapshot(), result.looked());
        }
        Collected collected = new Collected(result.snapshot(), plan, result.complete(), new RenderedBodies());
        last = collected;
        return collected;
    }

    /** Says once what is decided without having looked; the look's own failure is in the log by then. */
    private void tell(Evidence evidence, NodeSnapshot snapshot) {
        if (evidence == told) {
            return;
        }
        String unseen = "since its own /metrics/cadvisor could not be looked at";
        switch (evidence) {
            case RUNTIME ->
                LOG.info(
                        "which series the kubelet serves is decided by the runtime, {}, {}",
                        snapshot.runtime() == null ? "" : snapshot.runtime().name(),
                        unseen);
            case PENDING -> LOG.info("no series is served before it is known what the kubelet serves, {} yet", unseen);
            case ASSUMPTION ->
                LOG.warn("the kubelet is assumed to serve none of the series, as on containerd, {}", unseen);
            case LOOK, NO_KUBELET -> {
                if (told != null) {
                    LOG.info("which series the kubelet serves is known from its own answer");
                }
            }
        }
        told = evidence;
    }
}
