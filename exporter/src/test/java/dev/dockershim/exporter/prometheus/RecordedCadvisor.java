package dev.dockershim.exporter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockershim.exporter.demo.RecordedNode;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What real kubelets answered at {@code /metrics/cadvisor}. */
final class RecordedCadvisor {

    /** Recordings that only the tests have. */
    private static final Set<String> TEST_NODES = Set.of("dockershim-1.23", "containerd23-gate");

    private static final Pattern TIMESTAMP = Pattern.compile("(?m)^(container_[^#\\n]* )(\\d{13})$");

    private RecordedCadvisor() {}

    /** The answer as it was, with the time stamps of that day. */
    static String of(String node) {
        RecordedNode recorded =
                TEST_NODES.contains(node) ? new RecordedNode(node, "/nodes/" + node) : RecordedNode.named(node);
        return new String(recorded.read("metrics-cadvisor.prom"), UTF_8);
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
