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
    private static final int SCRAPES = 15;

    private static final Duration LONGEST = Duration.ofMinutes(3);
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
            double up = number(client.instant("count(up == 1)", now));
            if (up < targets) {
                return (int) up + " of " + targets + " targets are up";
            }
            double scrapes = number(client.instant("min(count_over_time(up[" + LAST + "]))", now));
            if (scrapes < SCRAPES) {
                return (int) scrapes + " of " + SCRAPES + " scrapes";
            }
            // Agents judge in the background; one that has not yet judged tells no phase.
            double unjudged = number(client.instant(
                    "count(dockershim_bridge_containers unless on (instance) dockershim_node_phase)", now));
            return unjudged > 0 ? (int) unjudged + " nodes are not yet judged" : "";
        } catch (PrometheusException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Waits until nothing is missing.
     *
     * @throws IllegalStateException with what is missing after three minutes
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
