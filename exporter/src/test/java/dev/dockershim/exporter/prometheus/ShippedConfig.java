package dev.dockershim.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealPrometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A file of {@code deploy/prometheus}, with only that replaced what needs a cluster: discovery by a static target that
 * carries the very labels discovery would give it, and the kubelet's TLS and token by plain HTTP. All relabelling is
 * the file's own.
 */
final class ShippedConfig {

    private static final Path DIRECTORY = Path.of("").toAbsolutePath().resolveSibling("deploy/prometheus");
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode root;

    private ShippedConfig(ObjectNode root) {
        this.root = root;
    }

    /** Paths of all files. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ShippedConfig read(String file) {
        return read(DIRECTORY.resolve(file));
    }

    static ShippedConfig read(Path file) {
        ShippedConfig config = new ShippedConfig((ObjectNode) YAML.readTree(file));
        config.root.withObject("global").put("scrape_interval", "1s").put("scrape_timeout", "1s");
        return config;
    }

    /** Names of the jobs. */
    List<String> jobs() {
        return jobNodes().map(job -> job.path("job_name").asString()).toList();
    }

    /** A job as it is in the file, or as {@link #target} has made it. */
    ObjectNode job(String name) {
        return jobNodes()
                .filter(job -> job.path("job_name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no job " + name));
    }

    /** Adds a job of a test's own, a copy of that one, and returns it to be changed. */
    ObjectNode addJob(String name, ObjectNode model) {
        ObjectNode copy = model.deepCopy().put("job_name", name);
        root.withArray("scrape_configs").add(copy);
        return copy;
    }

    /**
     * Gives a job a target instead of discovery, or another one beside those it was given.
     *
     * @param address host and port; the path stays the file's
     * @param meta the labels {@code __meta_kubernetes_...} that discovery would give the target
     */
    ShippedConfig target(String name, URI address, Map<String, String> meta) {
        ObjectNode job = job(name);
        ArrayNode targets = job.withArray("static_configs");
        job.remove(List.of("kubernetes_sd_configs", "scheme", "authorization", "tls_config"));
        ObjectNode target = targets.addObject();
        target.putArray("targets").add(address.getAuthority());
        ObjectNode labels = target.putObject("labels");
        meta.forEach(labels::put);
        return this;
    }

    /** Lets samples take the time of their scrape, since a recording's time stamps are long past. */
    ShippedConfig timeOfScrape() {
        jobNodes().forEach(job -> job.put("honor_timestamps", false));
        return this;
    }

    /** The configuration as JSON, which is YAML too. A job that is still to be discovered is an error. */
    String text() {
        jobNodes().filter(job -> job.has("kubernetes_sd_configs")).findAny().ifPresent(job -> {
            throw new IllegalStateException("no target for " + job.path("job_name"));
        });
        return JsonMapper.shared().writeValueAsString(root);
    }

    /** A Prometheus with this configuration that has scraped all its targets well. */
    RealPrometheus start() {
        RealPrometheus prometheus = RealPrometheus.start(text());
        try {
            await("all targets")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(prometheus.targets())
                            .isNotEmpty()
                            .allSatisfy(target -> assertThat(target.health())
                                    .as(target.lastError())
                                    .isEqualTo("up")));
            return prometheus;
        } catch (RuntimeException | AssertionError e) {
            prometheus.close();
            throw e;
        }
    }

    private Stream<ObjectNode> jobNodes() {
        return root.path("scrape_configs").valueStream().map(ObjectNode.class::cast);
    }

    /** Takes out a job's rules for samples, but for those that write one of these labels. */
    ShippedConfig keepMetricRules(String job, Set<String> labels) {
        job(job).withArray("metric_relabel_configs")
                .removeIf(rule -> !labels.contains(rule.path("target_label").asString("")));
        return this;
    }
}
