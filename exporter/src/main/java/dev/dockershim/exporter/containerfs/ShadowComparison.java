package dev.dockershim.exporter.containerfs;

import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.NodeSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would be served, compared with what the kubelet serves: the rehearsal of a move, on a node that still has
 * dockershim, or has CRI-O.
 *
 * @param atMillis when the kubelet was looked at, in milliseconds since the epoch
 * @param metrics one entry for each of the thirteen that is selected
 * @param worst the largest differences, the largest first; without those that are equal
 */
public record ShadowComparison(long atMillis, List<Metric> metrics, List<Difference> worst) {

    /** How many differences are listed at most. */
    public static final int MAX_LISTED = 50;

    /** The kubelet's counters of a device are those of its last housekeeping, up to 30 s ago: never ahead. */
    private static final double COUNTER_EQUAL = 0.02;

    private static final double COUNTER_CLOSE = 0.10;
    /** Usage is measured at another moment, once a minute. */
    private static final double GAUGE_CLOSE = 0.05;
    /** What a file or two makes out in a small layer, in bytes; inodes are fewer than this either way. */
    private static final double SMALL_BYTES = 64 * 1024;

    private static final double SMALL_INODES = 8;
    private static final String MOMENTARY = "container_fs_io_current";

    /** How one value compares. */
    public enum Verdict {
        /** The same; or, of a counter, what the kubelet had read up to 30 s before. */
        EQUAL,
        /** Within the tolerance. */
        CLOSE,
        /** Not explained by the moment of measuring. */
        DIFFERENT,
        /** The kubelet has a value and we have none. */
        MISSING
    }

    /**
     * One metric.
     *
     * @param containers how many compare how
     * @param differenceRatio the largest difference, as a part of the larger of the two values; 1 if one is missing
     */
    public record Metric(Series series, Map<Verdict, Integer> containers, double differenceRatio) {}

    /**
     * One value that is not equal.
     *
     * @param kubelet the kubelet's value
     * @param bridge ours; null if unknown
     * @param ratio the difference as a part of the larger of the two; 1 if ours is unknown
     */
    public record Difference(
            Series series,
            ContainerIdentity container,
            double kubelet,
            @Nullable Double bridge,
            double ratio,
            Verdict verdict) {}

    /**
     * Compares a snapshot with the look that belongs to it.
     *
     * @param sandboxes whether pause containers count
     */
    public static ShadowComparison of(
            NodeSnapshot snapshot, List<Series> selected, SeriesValues values, boolean sandboxes) {
        List<Metric> metrics = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (int family = 0; family < Series.ALL.size(); family++) {
            Series series = Series.ALL.get(family);
            if (!selected.contains(series)) {
                continue;
            }
            Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
            double largest = 0;
            for (ContainerSnapshot row : snapshot.rows()) {
                boolean compared = row.kind() == Kind.CONTAINER || (row.kind() == Kind.SANDBOX && sandboxes);
                if (!compared || row.kubelet() == null || !row.kubelet().has(family)) {
                    continue;
                }
                Difference difference = compare(
                        series, series.formula(values), row, row.kubelet().value(family));
                counts.merge(difference.verdict(), 1, Integer::sum);
                largest = Math.max(largest, difference.ratio());
                if (difference.verdict() != Verdict.EQUAL) {
                    differences.add(difference);
                }
            }
            metrics.add(new Metric(series, counts, largest));
        }
        differences.sort(Comparator.comparing(Difference::verdict)
                .reversed()
                .thenComparing(Comparator.comparingDouble(Difference::ratio).reversed()));
        return new ShadowComparison(
                snapshot.look().lookedAtMillis(),
                List.copyOf(metrics),
                List.copyOf(differences.subList(0, Math.min(differences.size(), MAX_LISTED))));
    }

    private static Difference compare(Series series, Formula formula, ContainerSnapshot row, double theirs) {
        long unscaled = formula.unscaled().applyAsLong(row);
        if (unscaled == ContainerSnapshot.UNKNOWN) {
            return new Difference(series, row.identity(), theirs, null, 1, Verdict.MISSING);
        }
        double ours = BigDecimal.valueOf(unscaled, formula.scale()).doubleValue();
        double difference = Math.abs(ours - theirs);
        double larger = Math.max(Math.abs(ours), Math.abs(theirs));
        double ratio = larger == 0 ? 0 : difference / larger;
        return new Difference(series, row.identity(), theirs, ours, ratio, verdict(series, ours, theirs, ratio));
    }

    private static Verdict verdict(Series series, double ours, double theirs, double ratio) {
        if (series.type() == MetricType.COUNTER) {
            if (ratio == 0 || (theirs <= ours && ratio <= COUNTER_EQUAL)) {
                return Verdict.EQUAL;
            }
            return ratio <= COUNTER_CLOSE ? Verdict.CLOSE : Verdict.DIFFERENT;
        }
        if (ours == theirs) {
            return Verdict.EQUAL;
        }
        // Requests in flight are those of one moment; two moments tell nothing of each other.
        boolean close = series.name().equals(MOMENTARY)
                || ratio <= GAUGE_CLOSE
                || Math.abs(ours - theirs) <= (series.name().endsWith("_bytes") ? SMALL_BYTES : SMALL_INODES);
        return close ? Verdict.CLOSE : Verdict.DIFFERENT;
    }
}
