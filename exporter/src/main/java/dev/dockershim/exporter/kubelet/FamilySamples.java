package dev.dockershim.exporter.kubelet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/**
 * The samples that the kubelet prints of certain families for one container, or for the whole machine.
 *
 * <p>Families go by the index they have in the list that {@link CadvisorSource} was given.
 */
public final class FamilySamples {

    /** No family at all. */
    public static final FamilySamples NONE = new FamilySamples(0);

    private final double[] values;
    private final BitSet present;

    FamilySamples(int families) {
        values = new double[families];
        present = new BitSet(families);
    }

    /**
     * Those samples.
     *
     * @param values by family
     * @param families how many were asked for
     */
    public static FamilySamples of(Map<Integer, Double> values, int families) {
        FamilySamples samples = new FamilySamples(families);
        values.forEach(samples::put);
        return samples;
    }

    /** Whether the kubelet prints that family. */
    public boolean has(int family) {
        return present.get(family);
    }

    /** The value of the first sample; 0 without meaning if there is none. */
    public double value(int family) {
        return has(family) ? values[family] : 0;
    }

    /** Whether one of the families asked for is not there. */
    public boolean lacksAny() {
        return present.cardinality() < values.length;
    }

    void put(int family, double value) {
        if (!present.get(family)) {
            present.set(family);
            values[family] = value;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FamilySamples samples
                && present.equals(samples.present)
                && Arrays.equals(values, samples.values);
    }

    @Override
    public int hashCode() {
        return present.hashCode();
    }

    @Override
    public String toString() {
        return "families " + present;
    }
}
