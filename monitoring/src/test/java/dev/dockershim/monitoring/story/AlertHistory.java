package dev.dockershim.monitoring.story;

import dev.dockershim.monitoring.prometheus.PrometheusClient;
import dev.dockershim.monitoring.prometheus.Series;
import dev.dockershim.monitoring.prometheus.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When which alert fired, as Prometheus has kept it. */
final class AlertHistory {

    /** Times are known to it. */
    static final Duration RESOLUTION = Duration.ofMillis(250);

    private AlertHistory() {}

    /**
     * A time at which an alert fired.
     *
     * @param to when it was resolved; the end of all if it was not
     */
    record Firing(AboutAlert alert, Instant from, Instant to) {}

    /** All between two moments, in the order of their beginnings. */
    static List<Firing> of(PrometheusClient client, Instant from, Instant to) {
        List<Firing> all = new ArrayList<>();
        for (Series series : client.range("ALERTS{alertstate=\"firing\"}", from, to, RESOLUTION)) {
            AboutAlert alert = AboutAlert.of(series.labels());
            double begin = series.points().get(0).seconds();
            double last = begin;
            for (Point point : series.points()) {
                if (point.seconds() - last > 1.5 * RESOLUTION.toMillis() / 1000) {
                    all.add(firing(alert, begin, last));
                    begin = point.seconds();
                }
                last = point.seconds();
            }
            all.add(firing(alert, begin, last));
        }
        all.sort(Comparator.comparing(Firing::from)
                .thenComparing(firing -> firing.alert().toString()));
        return all;
    }

    private static Firing firing(AboutAlert alert, double from, double last) {
        return new Firing(alert, instant(from), instant(last).plus(RESOLUTION));
    }

    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
}
