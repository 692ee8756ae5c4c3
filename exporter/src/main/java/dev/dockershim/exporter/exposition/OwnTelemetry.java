package dev.dockershim.exporter.exposition;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Writes what simpleclient counts about ourselves into the same response. */
final class OwnTelemetry {

    private static final String EOF = "# EOF\n";

    private final CollectorRegistry registry;

    OwnTelemetry(CollectorRegistry registry) {
        this.registry = registry;
    }

    /**
     * Writes the registry's families, sorted by name, without {@code _created} samples and without {@code # EOF}.
     *
     * @param taken sample names that the text already holds; families that use one are left out
     */
    void write(ByteText out, ExpositionFormat format, Set<String> taken) {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
            if (!family.samples.isEmpty() && Collections.disjoint(Arrays.asList(family.getNames()), taken)) {
                families.add(withoutCreated(family));
            }
        }
        families.sort(Comparator.comparing(family -> family.name));
        // simpleclient writes char by char: without the buffer each is a call of the encoder.
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(out.asOutputStream(), StandardCharsets.UTF_8))) {
            if (format.isOpenMetrics()) {
                io.prometheus.client.exporter.common.TextFormat.writeOpenMetrics100(
                        writer, Collections.enumeration(families));
            } else {
                io.prometheus.client.exporter.common.TextFormat.write004(writer, Collections.enumeration(families));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (format.isOpenMetrics()) {
            out.truncate(out.length() - EOF.length());
        }
    }

    /** Creation times double the lines of each counter, and in the text format they are gauges of their own. */
    private static MetricFamilySamples withoutCreated(MetricFamilySamples family) {
        List<MetricFamilySamples.Sample> kept = new ArrayList<>(family.samples);
        kept.removeIf(sample -> sample.name.equals(family.name + "_created"));
        return new MetricFamilySamples(family.name, family.unit, family.type, family.help, kept);
    }
}
