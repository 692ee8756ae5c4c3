package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.Phase;
import io.prometheus.client.Collector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the node again and again on a thread of its own. A scrape only takes what was made last; what hangs or breaks
 * here is never seen there but by its age.
 */
final class ReadinessLoop extends Collector implements AutoCloseable {

    /** An evaluation that is so many intervals late says nothing of the node any more. */
    private static final int LATE_INTERVALS = 3;

    /** A node that has arrived, and of which nothing changes, is judged each so many intervals only. */
    private static final int IDLE_INTERVALS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessLoop.class);

    private final Supplier<?> running;
    private final Evidence evidence;
    private final Function<NodeEvidence, NodeReadiness> judge;
    private final ReadinessFamilies families;
    private final Duration interval;
    private final LongSupplier clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "readiness");
        created.setDaemon(true);
        return created;
    });
    private volatile @Nullable Evaluation last;
    private boolean broken;
    private @Nullable Object judged;
    private int passedOver;

    /** Where evidence comes from. */
    @FunctionalInterface
    interface Evidence {
        NodeEvidence gather() throws InterruptedException;
    }

    /**
     * What was made last.
     *
     * @param all its series
     * @param time the one that is left when it is too old
     * @param nanos when it was made
     * @param idle whether the next one may come later than usual
     */
    private record Evaluation(
            NodeReadiness readiness,
            List<MetricFamilySamples> all,
            List<MetricFamilySamples> time,
            long nanos,
            boolean idle) {}

    /**
     * Does nothing before it is started.
     *
     * @param running what runs on the node now; the node is judged as soon as it is not equal to what it was
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    ReadinessLoop(
            Supplier<?> running,
            Evidence evidence,
            Function<NodeEvidence, NodeReadiness> judge,
            ReadinessFamilies families,
            Duration interval,
            LongSupplier clock) {
        this.running = running;
        this.evidence = evidence;
        this.judge = judge;
        this.families = families;
        this.interval = interval;
        this.clock = clock;
    }

    /** Judges at once, and then at each interval. */
    void start() {
        var unused = thread.scheduleWithFixedDelay(this::tick, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The age from which what was made last says nothing of now. */
    Duration staleAfter() {
        Evaluation evaluation = last;
        return interval.multipliedBy(
                evaluation != null && evaluation.idle() ? IDLE_INTERVALS + LATE_INTERVALS : LATE_INTERVALS);
    }

    /** What was made last, however old; null before the first time. */
    @Nullable
    NodeReadiness latest() {
        Evaluation evaluation = last;
        return evaluation == null ? null : evaluation.readiness();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Evaluation evaluation = last;
        if (evaluation == null) {
            return List.of();
        }
        boolean stale = clock.getAsLong() - evaluation.nanos() > staleAfter().toNanos();
        return stale ? evaluation.time() : evaluation.all();
    }

    /** Judges, unless nothing can be new. */
    void tick() {
        Object now = running.get();
        Evaluation evaluation = last;
        boolean idle = evaluation != null && evaluation.idle() && now.equals(judged);
        if (idle && ++passedOver < IDLE_INTERVALS) {
            return;
        }
        passedOver = 0;
        judged = now;
        evaluate();
    }

    /** Judges once. */
    void evaluate() {
        try {
            Evaluation before = last;
            NodeReadiness readiness = judge.apply(evidence.gather());
            MetricFamilySamples time = families.evaluatedAt(readiness);
            List<MetricFamilySamples> all = new ArrayList<>(families.of(readiness));
            all.add(time);
            last = new Evaluation(
                    readiness, List.copyOf(all), List.of(time), clock.getAsLong(), isIdle(before, readiness));
            if (broken) {
                LOG.info("readiness is evaluated again");
            }
            broken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
            // A defect of ours: what was made last is served until it is too old, and then no longer.
            if (!broken) {
                LOG.warn("readiness could not be evaluated: {}", e.getClass().getSimpleName());
            }
            LOG.debug("the evaluation broke", e);
            broken = true;
        }
    }

    /** On its way a node is watched closely. */
    private static boolean isIdle(@Nullable Evaluation before, NodeReadiness now) {
        boolean arrived = now.phase() == Phase.MIGRATED || now.phase() == Phase.CRI_DOCKERD;
        return arrived
                && before != null
                && before.readiness().phase() == now.phase()
                && before.readiness().confidence() == now.confidence()
                && before.readiness().results().equals(now.results());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
