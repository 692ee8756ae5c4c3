package dev.dockershim.exporter.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server serves.
 *
 * @param telemetryPath where the metrics are, as in {@code --web.telemetry-path}
 * @param scrape answers there
 * @param ready what {@code /-/ready} says; called on the I/O thread, so it must not block
 * @param page the page at {@code /}
 * @param streams what else is served, by path, while it comes in
 * @param documents what else is served, by path, as JSON
 */
public record Endpoints(
        String telemetryPath,
        ScrapeHandler scrape,
        BooleanSupplier ready,
        HtmlPage page,
        Map<String, StreamHandler> streams,
        Map<String, Document.Source> documents) {

    /** Where the metrics are by default. */
    public static final String DEFAULT_TELEMETRY_PATH = "/metrics";

    static final String ROOT = "/";
    static final String HEALTHY = "/-/healthy";
    static final String READY = "/-/ready";

    private static final Set<String> RESERVED = Set.of(ROOT, HEALTHY, READY);

    /** Nothing that a client or a link would have to encode. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** Metrics and the pages only. */
    public Endpoints(String telemetryPath, ScrapeHandler scrape, BooleanSupplier ready, HtmlPage page) {
        this(telemetryPath, scrape, ready, page, Map.of(), Map.of());
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

    /** What the page links to: all that is served but itself. */
    List<String> linked() {
        Stream<String> others = Stream.concat(streams.keySet().stream(), documents.keySet().stream());
        return Stream.of(Stream.of(telemetryPath), others.sorted(), Stream.of(HEALTHY, READY))
                .flatMap(paths -> paths)
                .toList();
    }
}
