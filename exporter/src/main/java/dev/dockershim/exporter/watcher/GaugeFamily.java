package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.exposition.LabelBlock;
import dev.dockershim.exporter.exposition.MetricFamily;
import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.exposition.SampleWriter;
import dev.dockershim.exporter.publish.GaugeRows;
import dev.dockershim.exporter.publish.ReadinessGauge;
import java.util.function.Consumer;

/**
 * A gauge whose rows are made while they are written: of 5,000 nodes they are some 100,000.
 *
 * @param gauge which
 * @param rows gives all of its rows
 */
record GaugeFamily(ReadinessGauge gauge, Consumer<GaugeRows> rows) implements MetricFamily {

    /** As long as a name in Kubernetes may be (RFC 1123); a text that is longer is none. */
    private static final int MAX_VALUE_LENGTH = 253;

    @Override
    public String name() {
        return gauge.metric();
    }

    @Override
    public String help() {
        return gauge.help();
    }

    @Override
    public MetricType type() {
        return MetricType.GAUGE;
    }

    @Override
    public void writeSamples(SampleWriter out) {
        LabelBlock block = new LabelBlock();
        rows.accept((unscaled, scale, labels) -> {
            block.clear();
            for (int i = 0; i < labels.length; i++) {
                block.add(gauge.labels().get(i), bounded(labels[i]));
            }
            out.sample(block, unscaled, scale);
        });
    }

    private static String bounded(String value) {
        return value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH);
    }
}
