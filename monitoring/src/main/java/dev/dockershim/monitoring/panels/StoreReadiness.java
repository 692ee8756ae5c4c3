package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.prometheus.PrometheusClient;
import dev.dockershim.monitoring.prometheus.PrometheusException;
import dev.dockershim.monitoring.prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether a store that was just started has enough for dashboards: no panel may be empty for want of time. */
public final class StoreReadiness {

    /** Scrapes of each target: enough for a rate at each of some steps. */
    private static final int SCRAPES = 12;

    private static final Duration LONGEST = Duration.ofMinutes(4);
    /** Panels with steps of a minute have a value where a minute begins, if there was a scrape or two before. */
    private static final Duration STEP = Duration.ofMinutes(1);

    private static final Duration BEFORE_STEP = Duration.ofSeconds(10);
    private static final String LAST = "1h";

    private StoreReadiness() {}

    /**
     * What is still missing, in words; empty if nothing is.
     *
     * @param targets how many there are
     */
    public static String missing(PrometheusClient client, int targets) {
        Instant now = Instant.now();
        try {
            double known = number(client.instant("count(up)", now));
            if (known < targets) {
                return (int) known + " of " + targets + " targets are known";
            }
            // Some targets are down on purpose, and stay so.
            double scrapes = number(client.instant("min(sum_over_time(up[" + LAST + "]) > 0)", now));
            if (scrapes < SCRAPES) {
                return (int) scrapes + " of " + SCRAPES + " scrapes";
            }
            // Agents judge in the background; one that has not yet judged tells no phase.
            double unjudged = number(client.instant(
                    "count(dockershim_bridge_containers unless on (instance) dockershim_node_phase)", now));
            if (unjudged > 0) {
                return (int) unjudged + " nodes are not yet judged";
            }
            long from = first(client).plus(BEFORE_STEP).toEpochMilli();
            return from / STEP.toMillis() == now.toEpochMilli() / STEP.toMillis() ? "no minute has begun yet" : "";
        } catch (PrometheusException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Waits until nothing is missing.
     *
     * @throws IllegalStateException with what is missing after four minutes
     */
    public static void await(PrometheusClient client, int targets) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        for (String missing = missing(client, targets); !missing.isEmpty(); missing = missing(client, targets)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("not enough data after " + LONGEST.toMinutes() + " min: " + missing);
            }
            Thread.sleep(200);
        }
    }

    /** When the first sample was taken that is there. */
    public static Instant first(PrometheusClient client) {
        Instant now = Instant.now();
        double age = number(client.instant("max(time() - min_over_time(timestamp(up)[" + LAST + ":1s]))", now));
        return now.minusMillis(Math.round(age * 1000));
    }

    private static double number(List<Series> series) {
        return series.isEmpty() ? 0 : series.get(0).last();
    }
}
