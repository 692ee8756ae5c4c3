package dev.dockershim.exporter.containerfs;

import dev.dockershim.exporter.containerfs.KubeletSeries.Evidence;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.NodeSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Decides for each of the thirteen and each row of a snapshot whether it is served: nothing is to be counted twice, and
 * nothing that is known is to be missing.
 */
public final class Serving {

    private final List<Series> rows;
    private final SeriesValues values;
    private final SeriesWhen when;
    private final boolean sandboxes;

    /**
     * Serves by these flags.
     *
     * @param sandboxes whether pause containers have rows
     */
    public Serving(List<Series> rows, SeriesValues values, SeriesWhen when, boolean sandboxes) {
        this.rows = List.copyOf(rows);
        this.values = values;
        this.when = when;
        this.sandboxes = sandboxes;
    }

    /** Who serves a metric on this node. */
    public enum By {
        /** The kubelet, for every container it could be served for. */
        KUBELET,
        /** We; the kubelet for none. */
        BRIDGE,
        /** Both, for the same containers: they are counted twice. */
        BOTH,
        /** The kubelet for some, we for others or for none. */
        PARTIAL,
        /** Nobody. */
        NONE;

        /** The label's value. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who serves one metric.
     *
     * @param series the metric
     */
    public record Source(Series series, By by) {}

    /**
     * What is served of one snapshot.
     *
     * @param when the flag
     * @param rows the snapshot's rows that may have samples
     * @param families in the order of {@link Series#ALL}, those selected
     * @param sources who serves each of the thirteen, whether selected or not
     * @param evidence what the decision rests on
     */
    public record Plan(
            SeriesWhen when,
            List<ContainerSnapshot> rows,
            List<Family> families,
            List<Source> sources,
            Evidence evidence) {

        /** Of nothing. */
        public static final Plan EMPTY =
                new Plan(SeriesWhen.MISSING, List.of(), List.of(), List.of(), Evidence.NO_KUBELET);

        /** Whether anything at all may be served. */
        public boolean serves() {
            return when != SeriesWhen.SHADOW;
        }
    }

    /**
     * One family.
     *
     * @param served the indexes of the rows we serve it for
     */
    public record Family(Series series, Formula formula, BitSet served) {}

    /** The plan for a snapshot. */
    public Plan of(NodeSnapshot snapshot) {
        KubeletSeries kubelet = new KubeletSeries(snapshot);
        List<ContainerSnapshot> all = new ArrayList<>(snapshot.containers());
        if (sandboxes) {
            all.addAll(snapshot.sandboxes());
        }
        all.addAll(snapshot.machine());
        List<Family> families = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < Series.ALL.size(); i++) {
            Series series = Series.ALL.get(i);
            Formula formula = series.formula(values);
            boolean selected = rows.contains(series);
            BitSet served = new BitSet(all.size());
            Tally tally = new Tally();
            for (int row = 0; row < all.size(); row++) {
                ContainerSnapshot container = all.get(row);
                boolean theirs = kubelet.serves(container, i);
                served.set(row, selected && serves(container, theirs, kubelet.evidence()));
                if (container.kind() == Kind.CONTAINER) {
                    tally.count(
                            theirs,
                            served.get(row) && formula.unscaled().applyAsLong(container) != ContainerSnapshot.UNKNOWN);
                }
            }
            if (selected) {
                families.add(new Family(series, formula, served));
            }
            sources.add(new Source(series, tally.by()));
        }
        return new Plan(when, all, families, sources, kubelet.evidence());
    }

    private boolean serves(ContainerSnapshot container, boolean theirs, Evidence evidence) {
        return switch (when) {
            case MISSING -> !theirs && evidence != Evidence.PENDING;
            // The machine's rows are only made up for where they vanished.
            case ALWAYS -> container.kind() != Kind.MACHINE || !theirs;
            case SHADOW -> false;
        };
    }

    /** Counts containers by who serves them. */
    private static final class Tally {
        private int total;
        private int theirs;
        private int ours;
        private int twice;

        private void count(boolean byKubelet, boolean byUs) {
            total++;
            theirs += byKubelet ? 1 : 0;
            ours += byUs ? 1 : 0;
            twice += byKubelet && byUs ? 1 : 0;
        }

        private By by() {
            if (twice > 0) {
                return By.BOTH;
            }
            if (theirs == 0) {
                return ours == 0 ? By.NONE : By.BRIDGE;
            }
            return theirs == total ? By.KUBELET : By.PARTIAL;
        }
    }
}
