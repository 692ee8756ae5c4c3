package dev.dockershim.monitoring.grafana;

import dev.dockershim.monitoring.promql.PromDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dashboard looks at, and in which steps.
 *
 * @param scrapeInterval that of the data source's settings; Grafana assumes 15 s
 */
public record TimeWindow(Instant from, Instant to, Duration step, Duration scrapeInterval) {

    /** Steps that look well, each up to a limit, in milliseconds ({@code grafana-data/src/datetime/rangeutil.ts}). */
    private static final long[][] ROUNDED = {
        {10, 1},
        {15, 10},
        {35, 20},
        {75, 50},
        {150, 100},
        {350, 200},
        {750, 500},
        {1_500, 1_000},
        {3_500, 2_000},
        {7_500, 5_000},
        {12_500, 10_000},
        {17_500, 15_000},
        {25_000, 20_000},
        {45_000, 30_000},
        {90_000, 60_000},
        {210_000, 120_000},
        {450_000, 300_000},
        {750_000, 600_000},
        {1_050_000, 900_000},
        {1_500_000, 1_200_000},
        {2_700_000, 1_800_000},
        {5_400_000, 3_600_000},
        {9_000_000, 7_200_000},
        {16_200_000, 10_800_000},
        {32_400_000, 21_600_000},
        {86_400_000, 43_200_000},
        {604_800_000, 86_400_000},
    };

    private static final long WEEK = 604_800_000;

    /** Without steps: those follow from the panel. */
    public static TimeWindow of(Instant from, Instant to, Duration scrapeInterval) {
        return new TimeWindow(from, to, scrapeInterval, scrapeInterval);
    }

    /** In the steps of a target: as long as its panel is wide, and not below the shortest that one of both allows. */
    public TimeWindow stepsOf(Panel panel, Target target, int pixelsOfColumn) {
        long raw = Duration.between(from, to).toMillis() / panel.maxDataPoints(pixelsOfColumn);
        String least = target.minStep().isEmpty() ? panel.minInterval() : target.minStep();
        long shortest = least.isEmpty() ? scrapeInterval.toMillis() : PromDuration.millis(least);
        // The least step of a target stands for the scrape interval in $__rate_interval, that of a panel does not.
        Duration scrape =
                target.minStep().isEmpty() ? scrapeInterval : Duration.ofMillis(PromDuration.millis(target.minStep()));
        return new TimeWindow(from, to, Duration.ofMillis(Math.max(shortest, rounded(raw))), scrape);
    }

    static long rounded(long millis) {
        for (long[] row : ROUNDED) {
            if (millis < row[0]) {
                return row[1];
            }
        }
        return WEEK;
    }

    /** Four scrapes, or a step and a scrape, so that each step has a rate. */
    public Duration rateInterval() {
        Duration four = scrapeInterval.multipliedBy(4);
        Duration step1 = step.plus(scrapeInterval);
        return four.compareTo(step1) > 0 ? four : step1;
    }

    /** The first step: Grafana begins at a multiple of the step. */
    public Instant firstStep() {
        long millis = from.toEpochMilli();
        return Instant.ofEpochMilli(millis - millis % step.toMillis());
    }

    /** Grafana's own variables, by name. */
    Map<String, String> variables() {
        long range = Duration.between(from, to).toMillis();
        Map<String, String> variables = new TreeMap<>();
        variables.put("__interval", PromDuration.text(step.toMillis()));
        variables.put("__interval_ms", String.valueOf(step.toMillis()));
        variables.put("__rate_interval", PromDuration.text(rateInterval().toMillis()));
        variables.put("__range", Math.max(1, range / 1000) + "s");
        variables.put("__range_s", String.valueOf(Math.max(1, range / 1000)));
        variables.put("__range_ms", String.valueOf(range));
        variables.put("__from", String.valueOf(from.toEpochMilli()));
        variables.put("__to", String.valueOf(to.toEpochMilli()));
        return variables;
    }
}
