package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.prometheus.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Lines of a time series panel on a common raster of times.
 *
 * @param times in seconds since 1970
 * @param step between them, in seconds
 */
public record Chart(List<Double> times, double step, List<Line> lines) {

    /**
     * A line.
     *
     * @param values one for each time; NaN where there is none
     * @param stack lines of the same name stand on each other; empty if it stands alone
     */
    public record Line(String name, String color, List<Double> values, String stack, FieldOptions options) {}

    /** Lines of these series, at the steps that were asked for. */
    public static Chart of(List<ShownSeries> series, TimeWindow steps) {
        double step = steps.step().toMillis() / 1000.0;
        double first = steps.firstStep().toEpochMilli() / 1000.0;
        double last = steps.to().toEpochMilli() / 1000.0;
        List<Double> times = new ArrayList<>();
        for (int i = 0; first + i * step <= last + step / 1000; i++) {
            times.add(first + i * step);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            lines.add(line(series.get(i), i, times, step));
        }
        return new Chart(times, step, lines);
    }

    private static Line line(ShownSeries shown, int index, List<Double> times, double step) {
        Double[] values = new Double[times.size()];
        Arrays.fill(values, Double.NaN);
        for (Series.Point point : shown.series().points()) {
            long at = Math.round((point.seconds() - times.get(0)) / step);
            if (at >= 0 && at < values.length) {
                values[(int) at] = point.value();
            }
        }
        JsonNode stacking = shown.options().custom().path("stacking");
        boolean stacked = stacking.path("mode").asString("none").equals("normal");
        Display last = shown.last();
        JsonNode color = shown.options().json().path("color");
        boolean own = color.path("mode").asString("").equals("fixed") && last.color() != null;
        return new Line(
                shown.name(),
                own ? String.valueOf(last.color()) : Colors.palette(index),
                List.of(values),
                stacked ? "stack " + stacking.path("group").asString("") : "",
                shown.options());
    }

    /** The largest and the smallest height of any line, on those that it stands on. */
    public double[] extent() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < times.size(); i++) {
            Map<String, Double> heights = new HashMap<>();
            for (Line line : lines) {
                double value = line.values().get(i);
                if (Double.isFinite(value)) {
                    double height = line.stack().isEmpty() ? value : heights.merge(line.stack(), value, Double::sum);
                    low = Math.min(low, height);
                    high = Math.max(high, height);
                }
            }
        }
        return new double[] {low, high};
    }
}
