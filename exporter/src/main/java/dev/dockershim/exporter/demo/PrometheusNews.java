package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.DemoHappenings.NodeOf;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells, line by line, what Prometheus finds out about the demo: alerts that fire or are resolved, phases of nodes. */
public final class PrometheusNews implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String PHASES = "node:dockershim_phase:current == 1";

    private final PrometheusApi api;
    private final Supplier<@Nullable String> ended;
    private final DemoHappenings happenings;
    private final Consumer<String> lines;
    private final CountDownLatch closed = new CountDownLatch(1);

    private PrometheusNews(
            PrometheusApi api, Supplier<@Nullable String> ended, DemoHappenings happenings, Consumer<String> lines) {
        this.api = api;
        this.ended = ended;
        this.happenings = happenings;
        this.lines = lines;
    }

    /**
     * Looks at Prometheus twice a second from now on, until it is closed or Prometheus has ended, which it tells too.
     *
     * @param clusters whether to tell of the part of the demo that has this label
     * @param lines takes each line, on a thread of its own
     */
    public static PrometheusNews start(DemoPrometheus prometheus, Predicate<String> clusters, Consumer<String> lines) {
        return start(prometheus.api(), prometheus::ended, clusters, lines);
    }

    /**
     * The same of any Prometheus.
     *
     * @param ended its last words once it has ended; null until then
     */
    static PrometheusNews start(
            PrometheusApi api, Supplier<@Nullable String> ended, Predicate<String> clusters, Consumer<String> lines) {
        PrometheusNews news = new PrometheusNews(api, ended, new DemoHappenings(clusters), lines);
        Thread thread = new Thread(news::look, "prometheus-news");
        thread.setDaemon(true);
        thread.start();
        return news;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void look() {
        try {
            do {
                String lastWords = ended.get();
                if (lastWords != null) {
                    tellEnd(lastWords);
                    return;
                }
                lookOnce();
            } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C reaches Prometheus as well, which may end before this process is asked to. */
    private void tellEnd(String lastWords) throws InterruptedException {
        if (!closed.await(1, TimeUnit.SECONDS)) {
            lines.accept(timed("The demo goes on without Prometheus, and tells of no alerts: " + lastWords));
        }
    }

    private void lookOnce() throws InterruptedException {
        try {
            var firing = FiringAlert.parse(api.data("alerts"));
            var phases = phases(api.query(PHASES));
            happenings.next(firing, phases).forEach(line -> lines.accept(timed(line)));
        } catch (IOException e) {
            // It is busy, or has ended: the next look tells.
        }
    }

    /** The phase of each node; none of one that has two at this moment. */
    static Map<NodeOf, String> phases(JsonNode result) {
        Map<NodeOf, @Nullable String> phases = new HashMap<>();
        for (JsonNode sample : result) {
            JsonNode labels = sample.path("metric");
            NodeOf node = new NodeOf(
                    labels.path("cluster").asString(""), labels.path("node").asString(""));
            String phase = labels.path("phase").asString("");
            phases.put(node, phases.containsKey(node) ? null : phase);
        }
        Map<NodeOf, String> known = new HashMap<>();
        phases.forEach((node, phase) -> {
            if (phase != null) {
                known.put(node, phase);
            }
        });
        return known;
    }

    private static String timed(String line) {
        return LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + line;
    }
}
