package dev.dockershim.exporter.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server serves.
 *
 * @param telemetryPath where the metrics are, as in {@code --web.telemetry-path}
 * @param scrape answers there
 * @param ready what {@code /-/ready} says; called on the I/O thread, so it must not block
 * @param landing the page at {@code /}
 * @param streams what else is served, by path, while it comes in
 * @param documents what else is served, by path, as JSON
 */
public record Endpoints(
        String telemetryPath,
        ScrapeHandler scrape,
        BooleanSupplier ready,
        LandingPage landing,
        Map<String, StreamHandler> streams,
        Map<String, Supplier<byte[]>> documents) {

    /** Where the metrics are by default. */
    public static final String DEFAULT_TELEMETRY_PATH = "/metrics";

    static final String ROOT = "/";
    static final String HEALTHY = "/-/healthy";
    static final String READY = "/-/ready";

    private static final Set<String> RESERVED = Set.of(ROOT, HEALTHY, READY);

    /** Nothing that a client or a link would have to encode. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** Metrics and the pages only. */
    public Endpoints(String telemetryPath, ScrapeHandler scrape, BooleanSupplier ready, LandingPage landing) {
        this(telemetryPath, scrape, ready, landing, Map.of(), Map.of());
    }

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException with one line for the user if the path is none or is taken
     */
    public Endpoints {
        if (RESERVED.contains(telemetryPath)
                || streams.containsKey(telemetryPath)
                || documents.containsKey(telemetryPath)) {
            throw new IllegalArgumentException(
                    "--web.telemetry-path: \"" + telemetryPath + "\" is taken by another page");
        }
        if (!PATH.matcher(telemetryPath).matches()) {
            throw new IllegalArgumentException("--web.telemetry-path: \"" + telemetryPath
                    + "\" must begin with / and hold only letters, digits, and . _ ~ -");
        }
    }

    /** What is served beside the metrics and the pages that every server has. */
    List<String> others() {
        return Stream.concat(streams.keySet().stream(), documents.keySet().stream())
                .toList();
    }
}
