package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.panels.Chart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Times under a chart, and in words; all in UTC. */
final class Times {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** First and last. */
    static String axis(Chart chart) {
        List<Double> times = chart.times();
        return "<div class=\"axis\"><span>" + clock(instant(times.get(0))) + "</span><span>"
                + clock(instant(times.get(times.size() - 1))) + "</span></div>";
    }

    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
}
