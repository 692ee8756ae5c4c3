package dev.dockershim.exporter.containerfs;

import dev.dockershim.exporter.exposition.LabelBlock;
import dev.dockershim.exporter.exposition.MetricFamily;
import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.exposition.SampleWriter;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes the metric families of a snapshot from the table's rows. */
public final class ContainerFsFamilies {

    private final List<Series> rows;
    private final SeriesValues values;
    private final Function<ContainerIdentity, byte[]> labelBlocks;

    /**
     * Families of those rows and that meaning.
     *
     * @param labelBlocks gives the rendered labels of a container
     */
    public ContainerFsFamilies(
            List<Series> rows, SeriesValues values, Function<ContainerIdentity, byte[]> labelBlocks) {
        this.rows = List.copyOf(rows);
        this.values = values;
        this.labelBlocks = labelBlocks;
    }

    /** The label block of a container: all labels, also empty ones, in the order in which the kubelet prints them. */
    public static LabelBlock labelBlock(ContainerIdentity identity) {
        return new LabelBlock()
                .add("container", identity.container())
                .add("device", identity.device())
                .add("id", identity.id())
                .add("image", identity.image())
                .add("name", identity.name())
                .add("namespace", identity.namespace())
                .add("pod", identity.pod());
    }

    /** The families of {@code snapshot}, in the order of their names. */
    public List<MetricFamily> of(NodeSnapshot snapshot) {
        List<ContainerSnapshot> containers = snapshot.containers();
        List<byte[]> labels = containers.stream()
                .map(container -> labelBlocks.apply(container.identity()))
                .toList();
        List<MetricFamily> families = new ArrayList<>(rows.size());
        for (Series row : rows) {
            families.add(new Family(row, row.formula(values), containers, labels));
        }
        return families;
    }

    private record Family(Series row, Formula formula, List<ContainerSnapshot> containers, List<byte[]> labels)
            implements MetricFamily {

        @Override
        public String name() {
            return row.name();
        }

        @Override
        public String help() {
            return row.help();
        }

        @Override
        public MetricType type() {
            return row.type();
        }

        @Override
        public void writeSamples(SampleWriter out) {
            ToLongFunction<ContainerSnapshot> unscaled = formula.unscaled();
            for (int i = 0; i < containers.size(); i++) {
                long value = unscaled.applyAsLong(containers.get(i));
                if (value != ContainerSnapshot.UNKNOWN) {
                    out.sample(labels.get(i), value, formula.scale());
                }
            }
        }
    }
}
