package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.exposition.SampleWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A family with one sample, {@code {row="3"} 0.3}, for each of some rows, and one for {@code id="/"}. */
final class RowSamples implements AddedFamily {

    private final String name;
    private final int rows;
    private int calls;

    /** A counter if its name says so. */
    RowSamples(String name, int rows) {
        this.name = name;
        this.rows = rows;
    }

    /** The lines that are written when those are served, without the name. */
    static List<String> missing(int rows, BitSet served) {
        List<String> samples = new ArrayList<>();
        for (int row = served.nextClearBit(0); row <= rows; row = served.nextClearBit(row + 1)) {
            samples.add("{row=\"" + row + "\"} " + (row % 10 == 0 ? row / 10 : row / 10 + "." + row % 10));
        }
        return samples;
    }

    /** How often it was asked. */
    int calls() {
        return calls;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String help() {
        return "Added.";
    }

    @Override
    public MetricType type() {
        return name.endsWith("_total") ? MetricType.COUNTER : MetricType.GAUGE;
    }

    @Override
    public void writeMissing(BitSet servedRows, SampleWriter out) {
        calls++;
        for (int row = servedRows.nextClearBit(0); row <= rows; row = servedRows.nextClearBit(row + 1)) {
            out.sample(("{row=\"" + row + "\"}").getBytes(StandardCharsets.US_ASCII), row, 1);
        }
    }
}
