package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.exposition.SampleWriter;
import java.util.BitSet;

/** A family whose samples are added for containers that the kubelet does not serve in it. */
public interface AddedFamily {

    /** The name of every sample; a counter's ends in {@code _total}. */
    String name();

    /** For the {@code # HELP} line if the kubelet has none, not escaped. */
    String help();

    /** For the {@code # TYPE} line if the kubelet has none. */
    MetricType type();

    /**
     * Writes the samples that the kubelet does not serve. Called at most once for each answer.
     *
     * @param servedRows by row of the table, whether the kubelet printed a line for it; the bit behind the last row
     *     stands for {@code id="/"}. Not to be kept or changed.
     */
    void writeMissing(BitSet servedRows, SampleWriter out);
}
