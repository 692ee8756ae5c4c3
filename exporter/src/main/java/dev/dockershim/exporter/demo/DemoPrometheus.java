package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machine's own Prometheus, scraping parts of the demo each second into a temporary directory. */
public final class DemoPrometheus implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final URI url;
    private final Path data;
    private final GuardedProcess process;
    private final PrometheusApi api;
    private URI alertsPage;

    private DemoPrometheus(URI url, Path data, GuardedProcess process) {
        this.url = url;
        this.data = data;
        this.process = process;
        this.api = new PrometheusApi(url);
        this.alertsPage = url;
    }

    /** Our rules on a time-lapse, in which an hour takes two seconds. */
    public static String timeLapseRules() {
        try (InputStream in = DemoPrometheus.class.getResourceAsStream("/demo/prometheus/time-lapse.rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("time-lapse.rules.yaml is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts Prometheus, and waits until it is ready. It ends with this process if it is not closed before.
     *
     * @param targets what it scrapes
     * @param rules the text of a rule file
     * @throws IOException with one line for the user if it does not start
     */
    public static DemoPrometheus start(PrometheusSettings settings, List<DemoTarget> targets, String rules)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("dockershim-demo-prometheus");
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, PrometheusConfig.text(targets, "demo.rules.yaml"));
        Files.writeString(directory.resolve("demo.rules.yaml"), rules);
        Path data = directory.resolve("data");
        GuardedProcess process = GuardedProcess.start(
                List.of(
                        settings.program().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + data,
                        "--storage.tsdb.retention.time=1d",
                        "--log.level=warn",
                        "--web.listen-address=" + settings.address()),
                directory);
        DemoPrometheus prometheus = new DemoPrometheus(URI.create("http://" + settings.address()), data, process);
        try {
            prometheus.awaitReady();
            prometheus.alertsPage = prometheus.findAlertsPage();
            return prometheus;
        } catch (IOException | InterruptedException | RuntimeException e) {
            prometheus.close();
            throw e;
        }
    }

    /** Its base URL. */
    public URI url() {
        return url;
    }

    /** Its page of alerts, for a browser. */
    public URI alertsPage() {
        return alertsPage;
    }

    /** Its last words if it has ended by itself, in one line; null while it runs. */
    public @Nullable String ended() {
        if (process.isAlive()) {
            return null;
        }
        List<String> lines = process.lastLines();
        return "Prometheus has ended with " + process.exitCode()
                + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1));
    }

    /** For who shows what it tells. */
    PrometheusApi api() {
        return api;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!isReady()) {
            String ended = ended();
            if (ended != null) {
                throw new IOException(ended);
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("Prometheus was not ready within " + LONGEST.toSeconds() + " s");
            }
            Thread.sleep(50);
        }
    }

    /** Another server at the same address would answer too: ours has our directory. */
    private boolean isReady() throws InterruptedException {
        try {
            return api.status("/-/ready") == 200
                    && api.data("status/flags")
                            .path("storage.tsdb.path")
                            .asString("")
                            .equals(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /** Debian leaves the pages of React out, and keeps the old ones, which the others have dropped. */
    private URI findAlertsPage() throws IOException, InterruptedException {
        for (String page : List.of("/alerts", "/classic/alerts")) {
            if (api.status(page) == 200) {
                return url.resolve(page);
            }
        }
        return url;
    }
}
