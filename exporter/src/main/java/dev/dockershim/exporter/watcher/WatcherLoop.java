package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.exposition.DeflatedText;
import dev.dockershim.exporter.publish.Evaluations;
import dev.dockershim.exporter.publish.Evaluations.Made;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Looks at the cluster, judges it and writes its series down, again and again; not before all was listed once. */
final class WatcherLoop implements AutoCloseable {

    /** How often it is asked whether all was listed, and whether it is time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Watched watched;
    private final Function<ClusterEvidence, ClusterReadiness> judge;
    private final ClusterGauges gauges;
    private final Duration interval;
    private final LongSupplier clock;
    private final Evaluations<Evaluation> evaluations;
    private boolean begun;
    private long begunNanos;

    /**
     * One evaluation.
     *
     * @param readiness what it came to
     * @param all its series
     * @param time the one that is left when it is too old
     * @param took how long it took
     */
    record Evaluation(ClusterReadiness readiness, DeflatedText all, DeflatedText time, Duration took) {}

    /**
     * Does nothing before it is started.
     *
     * @param judge for one thread
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    WatcherLoop(
            Watched watched,
            Function<ClusterEvidence, ClusterReadiness> judge,
            ClusterGauges gauges,
            Duration interval,
            LongSupplier clock) {
        this.watched = watched;
        this.judge = judge;
        this.gauges = gauges;
        this.interval = interval;
        this.clock = clock;
        this.evaluations = new Evaluations<>(this::make, clock);
    }

    /** Judges as soon as all was listed, and then at each interval. */
    void start() {
        evaluations.start(this::tick, PAUSE.compareTo(interval) < 0 ? PAUSE : interval);
    }

    /** What was made last, however old; null before the first time. */
    @Nullable
    Evaluation latest() {
        Made<Evaluation> made = evaluations.last();
        return made == null ? null : made.value();
    }

    /** The age from which what was made last says nothing of now. */
    Duration staleAfter() {
        return interval.multipliedBy(Evaluations.LATE_INTERVALS);
    }

    /** The series to serve: nothing before the first evaluation, and of one that is too old only its time. */
    DeflatedText served() {
        Made<Evaluation> made = evaluations.last();
        if (made == null) {
            return DeflatedText.EMPTY;
        }
        return evaluations.isOlder(made, staleAfter())
                ? made.value().time()
                : made.value().all();
    }

    /** Judges, if it is time. */
    void tick() {
        long now = clock.getAsLong();
        if (begun ? now - begunNanos >= interval.toNanos() : watched.synced().getAsBoolean()) {
            begun = true;
            begunNanos = now;
            evaluations.evaluate();
        }
    }

    private Evaluation make() {
        long start = clock.getAsLong();
        ClusterReadiness readiness = judge.apply(watched.cluster().look());
        DeflatedText all = DeflatedText.of(gauges.of(readiness));
        DeflatedText time = DeflatedText.of(gauges.evaluatedAt(readiness));
        return new Evaluation(readiness, all, time, Duration.ofNanos(clock.getAsLong() - start));
    }

    @Override
    public void close() {
        evaluations.close();
    }
}
