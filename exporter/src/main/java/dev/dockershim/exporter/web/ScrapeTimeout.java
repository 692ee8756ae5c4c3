package dev.dockershim.exporter.web;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a scrape may take: what Prometheus waits, less what the way back takes. */
final class ScrapeTimeout {

    /** Prometheus sends it since 1.x: the scrape timeout of its configuration as a decimal. */
    static final String HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

    /** Prometheus' own default. */
    private static final double DEFAULT_SECONDS = 10;

    private static final double MIN_SECONDS = 0.1;
    private static final double MAX_SECONDS = 120;
    private static final double MARGIN_SHARE = 0.1;
    private static final double MIN_MARGIN_SECONDS = 0.25;
    private static final double MAX_MARGIN_SECONDS = 1;

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}([.][0-9]{0,18})?");

    private ScrapeTimeout() {}

    /**
     * The client's timeout, within 0.1 and 120 s, less a tenth, but at least 0.25 s and at most 1 s; half the timeout
     * always stays. A header that is missing or no decimal counts as 10 s.
     */
    static Duration of(@Nullable String header) {
        double timeout = DEFAULT_SECONDS;
        if (header != null && DECIMAL.matcher(header.trim()).matches()) {
            timeout = clamp(Double.parseDouble(header.trim()), MIN_SECONDS, MAX_SECONDS);
        }
        double margin = clamp(timeout * MARGIN_SHARE, MIN_MARGIN_SECONDS, MAX_MARGIN_SECONDS);
        return Duration.ofMillis(Math.round(1000 * Math.max(timeout - margin, timeout / 2)));
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
