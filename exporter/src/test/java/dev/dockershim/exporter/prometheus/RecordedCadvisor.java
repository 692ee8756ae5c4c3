package dev.dockershim.exporter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockershim.exporter.demo.RecordedNodes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What real kubelets answered at {@code /metrics/cadvisor}. */
final class RecordedCadvisor {

    private static final Pattern TIMESTAMP = Pattern.compile("(?m)^(container_[^#\\n]* )(\\d{13})$");

    private RecordedCadvisor() {}

    /** The answer as it was, with the time stamps of that day. */
    static String of(String node) {
        return new String(RecordedNodes.named(node).read("metrics-cadvisor.prom"), UTF_8);
    }

    /** The same text with its time stamps moved, so that the newest is at that time. */
    static String movedTo(Instant newest, String text) {
        long last = TIMESTAMP
                .matcher(text)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(2)))
                .max()
                .orElseThrow();
        long shift = newest.toEpochMilli() - last;
        return TIMESTAMP
                .matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(match.group(1)) + (Long.parseLong(match.group(2)) + shift));
    }
}
