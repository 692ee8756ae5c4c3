package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.panels.Chart;
import dev.dockershim.monitoring.panels.FieldOptions;
import dev.dockershim.monitoring.panels.Units;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The axis of values, with marks at round ones in the panel's unit.
 *
 * @param texts of the marks, from the least on
 */
record ValueAxis(double min, double max, double interval, List<String> texts) {

    private static final int MARKS = 5;
    private static final double[] DECIMAL = {1, 2, 5, 10};
    private static final double[] BINARY = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

    static ValueAxis of(Chart chart, FieldOptions options) {
        double[] extent = chart.extent();
        double low = options.json().path("min").asDouble(extent[0]);
        double high = options.json().path("max").asDouble(extent[1]);
        if (!(low < high)) {
            low = Double.isFinite(low) ? Math.min(low, 0) : 0;
            high = Double.isFinite(high) && high > low ? high : low + 1;
        }
        double interval = interval((high - low) / MARKS, options.unit().equals("bytes") ? 1024 : 10);
        if (options.decimals() == 0) {
            interval = Math.max(1, interval);
        }
        double min = Math.floor(low / interval) * interval;
        double max = Math.ceil(high / interval) * interval;
        List<String> texts = new ArrayList<>();
        for (int i = 0; min + i * interval <= max + interval / 2; i++) {
            texts.add(Units.text(clean(min + i * interval, interval), options.unit(), options.decimals()));
        }
        return new ValueAxis(min, max, interval, texts);
    }

    /** The least round number that is not below. */
    private static double interval(double raw, double base) {
        double power = Math.pow(base, Math.floor(Math.log(raw) / Math.log(base)));
        for (double factor : base == 10 ? DECIMAL : BINARY) {
            if (factor * power >= raw * 0.999) {
                return factor * power;
            }
        }
        return base * power;
    }

    /** Without what sums of fractions leave. */
    private static double clean(double value, double interval) {
        return Math.rint(value / interval * 1000) / 1000 * interval;
    }

    ObjectNode options() {
        ObjectNode options = JsonMapper.shared()
                .createObjectNode()
                .put("min", min)
                .put("max", max)
                .put("interval", interval);
        ArrayNode marks = options.putArray("marks");
        texts.forEach(marks::add);
        return options;
    }
}
