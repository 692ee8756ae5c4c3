package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Panels and answers for tests. */
public final class PanelSamples {

    /** Ten seconds, in steps of one. */
    public static final TimeWindow WINDOW =
            TimeWindow.of(Instant.ofEpochSecond(1000), Instant.ofEpochSecond(1010), Duration.ofSeconds(1));

    private PanelSamples() {}

    /** A panel of that type. */
    public static Panel panel(String type, String more) {
        String json =
                "{\"id\":1,\"type\":\"%s\",\"title\":\"T\",\"description\":\"D\",\"gridPos\":{\"x\":0,\"y\":0,\"w\":12,\"h\":8}%s}"
                        .formatted(type, more.isEmpty() ? "" : "," + more);
        return Dashboard.of("t", "{\"panels\":[" + json + "]}").panels().get(0);
    }

    /** A panel with targets A, B and so on, each with a legend. */
    public static Panel panel(String type, String more, String... legends) {
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < legends.length; i++) {
            targets.add("{\"refId\":\"%c\",\"expr\":\"up\",\"legendFormat\":\"%s\"}".formatted('A' + i, legends[i]));
        }
        return panel(type, "\"targets\":[" + String.join(",", targets) + "]" + (more.isEmpty() ? "" : "," + more));
    }

    /** What is answered to the panel's target at that index. */
    public static Answer answer(Panel panel, int target, Series... series) {
        return new Answer(panel.targets().get(target), "up", WINDOW, List.of(series), "");
    }

    /** A series of one value. */
    public static Series one(double value, String... labels) {
        return new Series(labels(labels), List.of(new Series.Point(1010, value)));
    }

    /** A series with values from the first second on; NaN is left out. */
    public static Series many(Map<String, String> labels, double... values) {
        List<Series.Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                points.add(new Series.Point(1000 + i, values[i]));
            }
        }
        return new Series(labels, points);
    }

    private static Map<String, String> labels(String... labels) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return map;
    }
}
