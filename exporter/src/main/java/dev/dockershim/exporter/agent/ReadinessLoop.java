package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.publish.Evaluations;
import dev.dockershim.exporter.publish.Evaluations.Made;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.Phase;
import io.prometheus.client.Collector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges the node again and again, and serves what was made last. */
final class ReadinessLoop extends Collector implements AutoCloseable {

    private final Supplier<?> running;
    private final Evidence evidence;
    private final Function<NodeEvidence, NodeReadiness> judge;
    private final ReadinessFamilies families;
    private final Duration interval;
    private final int idleIntervals;
    private final Evaluations<Evaluation> evaluations;
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
     * @param idle whether the next one may come later than usual
     */
    private record Evaluation(
            NodeReadiness readiness, List<MetricFamilySamples> all, List<MetricFamilySamples> time, boolean idle) {}

    /**
     * Does nothing before it is started.
     *
     * @param running what runs on the node now; the node is judged as soon as it is not equal to what it was
     * @param idleIntervals a node that has arrived, and of which nothing changes, is judged each so many intervals only
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    ReadinessLoop(
            Supplier<?> running,
            Evidence evidence,
            Function<NodeEvidence, NodeReadiness> judge,
            ReadinessFamilies families,
            Duration interval,
            int idleIntervals,
            LongSupplier clock) {
        this.running = running;
        this.evidence = evidence;
        this.judge = judge;
        this.families = families;
        this.interval = interval;
        this.idleIntervals = idleIntervals;
        this.evaluations = new Evaluations<>(this::make, clock);
    }

    /** Judges at once, and then at each interval. */
    void start() {
        evaluations.start(this::tick, interval);
    }

    /** The age from which what was made last says nothing of now. */
    Duration staleAfter() {
        Made<Evaluation> made = evaluations.last();
        return staleAfter(made != null && made.value().idle());
    }

    private Duration staleAfter(boolean idle) {
        return interval.multipliedBy(idle ? idleIntervals + Evaluations.LATE_INTERVALS : Evaluations.LATE_INTERVALS);
    }

    /** What was made last, however old; null before the first time. */
    @Nullable
    NodeReadiness latest() {
        Made<Evaluation> made = evaluations.last();
        return made == null ? null : made.value().readiness();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Made<Evaluation> made = evaluations.last();
        if (made == null) {
            return List.of();
        }
        Evaluation evaluation = made.value();
        return evaluations.isOlder(made, staleAfter(evaluation.idle())) ? evaluation.time() : evaluation.all();
    }

    /** Judges, unless nothing can be new. */
    void tick() {
        Object now = running.get();
        Made<Evaluation> made = evaluations.last();
        boolean idle = made != null && made.value().idle() && now.equals(judged);
        if (idle && ++passedOver < idleIntervals) {
            return;
        }
        passedOver = 0;
        judged = now;
        evaluate();
    }

    /** Judges once. */
    void evaluate() {
        evaluations.evaluate();
    }

    private Evaluation make() throws InterruptedException {
        NodeReadiness before = latest();
        NodeReadiness readiness = judge.apply(evidence.gather());
        MetricFamilySamples time = families.evaluatedAt(readiness);
        List<MetricFamilySamples> all = new ArrayList<>(families.of(readiness));
        all.add(time);
        return new Evaluation(readiness, List.copyOf(all), List.of(time), isIdle(before, readiness));
    }

    /** On its way a node is watched closely. */
    private static boolean isIdle(@Nullable NodeReadiness before, NodeReadiness now) {
        boolean arrived = now.phase() == Phase.MIGRATED || now.phase() == Phase.CRI_DOCKERD;
        return arrived
                && before != null
                && before.phase() == now.phase()
                && before.confidence() == now.confidence()
                && before.results().equals(now.results());
    }

    @Override
    public void close() {
        evaluations.close();
    }
}
