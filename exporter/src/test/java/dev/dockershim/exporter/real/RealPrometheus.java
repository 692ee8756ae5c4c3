package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The machine's own Prometheus server, scraping the given targets every second into a directory of its own. */
public final class RealPrometheus implements AutoCloseable {

    /** What Prometheus is allowed to ask a target for. */
    public enum Format {
        /** What it wants by itself; since 2.5 that is OpenMetrics before text. */
        NEGOTIATED,
        /** Only the text format 0.0.4. */
        TEXT
    }

    /** One scraped endpoint; {@code job} becomes the label. Each target needs a job of its own. */
    public record Target(String job, URI metrics, Format format) {}

    /** One element of an instant vector. */
    public record Sample(Map<String, String> labels, double value) {}

    /** How the last scrape of a target went; {@code lastError} is empty when it went well. */
    public record TargetState(String job, String health, String lastError, Instant lastScrape) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;
    private final List<TextOnlyProxy> proxies;
    private final ExternalProcess process;
    private final PrometheusReader reader;

    private RealPrometheus(Path directory, String configuration, List<TextOnlyProxy> proxies) throws IOException {
        this.directory = directory;
        this.proxies = proxies;
        int port = ExporterProcess.freePort();
        reader = new PrometheusReader(URI.create("http://127.0.0.1:" + port));
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, configuration);
        process = ExternalProcess.start(
                Requirements.command(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of());
    }

    /** Starts the server and waits until it is ready. Skips the test, or fails it in CI, where there is none. */
    public static RealPrometheus start(Target... targets) {
        Requirements.program("prometheus");
        try {
            List<TextOnlyProxy> proxies = new ArrayList<>();
            return start(configuration(List.of(targets), proxies), proxies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a configuration of one's own, in YAML or JSON. */
    public static RealPrometheus start(String configuration) {
        Requirements.program("prometheus");
        return start(configuration, List.of());
    }

    private static RealPrometheus start(String configuration, List<TextOnlyProxy> proxies) {
        try {
            RealPrometheus prometheus =
                    new RealPrometheus(Files.createTempDirectory("prometheus-"), configuration, proxies);
            try {
                await("Prometheus").atMost(Duration.ofSeconds(60)).until(prometheus::isReady);
                return prometheus;
            } catch (RuntimeException e) {
                prometheus.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its HTTP API is. */
    public URI url() {
        return reader.url();
    }

    /** An instant query whose result is a vector. */
    public List<Sample> query(String promql) {
        return reader.query(promql);
    }

    public List<TargetState> targets() {
        return reader.targets();
    }

    /** Waits for the end of a scrape that began after this call, and returns how it went. */
    public TargetState awaitScrape(String job) {
        Instant now = Instant.now();
        return await("a scrape of " + job)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> targets().stream()
                                .filter(target -> target.job().equals(job))
                                .filter(target -> target.lastScrape().isAfter(now))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /**
     * The families' names in the metadata of a job's target. They tell the format that was parsed: the metadata of
     * counter {@code x_total} is called {@code x} in OpenMetrics and {@code x_total} in text.
     */
    public Set<String> families(String job) {
        Set<String> names = new TreeSet<>();
        for (JsonNode each : reader.data("targets/metadata?match_target=" + encode("{job=\"" + job + "\"}"))) {
            names.add(each.path("metric").asString());
        }
        return names;
    }

    /** The type that the metadata of a job's target gives a family, such as {@code gauge}; empty without metadata. */
    public String type(String job, String family) {
        JsonNode metadata = reader.data(
                "targets/metadata?match_target=" + encode("{job=\"" + job + "\"}") + "&metric=" + encode(family));
        return metadata.path(0).path("type").asString("");
    }

    /** What Prometheus has logged. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
        proxies.forEach(TextOnlyProxy::close);
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON is YAML, and needs no care for quotes. */
    private static String configuration(List<Target> targets, List<TextOnlyProxy> proxies) throws IOException {
        List<Map<String, Object>> jobs = new ArrayList<>();
        for (Target target : targets) {
            URI metrics = target.metrics();
            if (target.format() == Format.TEXT) {
                TextOnlyProxy proxy = new TextOnlyProxy(metrics);
                proxies.add(proxy);
                metrics = proxy.url();
            }
            jobs.add(Map.of(
                    "job_name", target.job(),
                    "scheme", metrics.getScheme(),
                    "metrics_path", metrics.getPath(),
                    "static_configs", List.of(Map.of("targets", List.of(metrics.getAuthority())))));
        }
        return JSON.writeValueAsString(
                Map.of("global", Map.of("scrape_interval", "1s", "scrape_timeout", "1s"), "scrape_configs", jobs));
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus ended: " + output());
        }
        try {
            return reader.status("/-/ready") == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static String encode(String parameter) {
        return URLEncoder.encode(parameter, UTF_8);
    }
}
