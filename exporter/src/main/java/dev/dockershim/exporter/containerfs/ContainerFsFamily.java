package dev.dockershim.exporter.containerfs;

import dev.dockershim.exporter.exposition.MetricFamily;
import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.exposition.SampleWriter;
import dev.dockershim.exporter.node.ContainerSnapshot;
import java.util.BitSet;
import java.util.List;

/** One of the thirteen as it is served of one snapshot. */
public final class ContainerFsFamily implements MetricFamily {

    private final Serving.Family family;
    private final List<ContainerSnapshot> rows;
    private final List<byte[]> labels;

    ContainerFsFamily(Serving.Family family, List<ContainerSnapshot> rows, List<byte[]> labels) {
        this.family = family;
        this.rows = rows;
        this.labels = labels;
    }

    @Override
    public String name() {
        return family.series().name();
    }

    @Override
    public String help() {
        return family.series().help();
    }

    @Override
    public MetricType type() {
        return family.series().type();
    }

    @Override
    public void writeSamples(SampleWriter out) {
        BitSet served = family.served();
        for (int row = served.nextSetBit(0); row >= 0; row = served.nextSetBit(row + 1)) {
            write(row, out);
        }
    }

    /**
     * Writes the samples that somebody else was not seen to serve, whatever was planned.
     *
     * @param served rows that he serves
     */
    public void writeMissing(BitSet served, SampleWriter out) {
        for (int row = served.nextClearBit(0); row < rows.size(); row = served.nextClearBit(row + 1)) {
            write(row, out);
        }
    }

    private void write(int row, SampleWriter out) {
        long value = family.formula().unscaled().applyAsLong(rows.get(row));
        if (value != ContainerSnapshot.UNKNOWN) {
            out.sample(labels.get(row), value, family.formula().scale());
        }
    }
}
