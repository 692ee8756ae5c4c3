package dev.dockershim.exporter.prometheus;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
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

    private static final Path DIRECTORY =
            Path.of("").toAbsolutePath().getParent().resolve("deploy/prometheus");
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode root;

    private ShippedConfig(ObjectNode root) {
        this.root = root;
    }

    /** Paths of all files. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
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

    /**
     * Gives a job one target instead of discovery.
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

    private Stream<ObjectNode> jobNodes() {
        return root.path("scrape_configs").valueStream().map(ObjectNode.class::cast);
    }

    /** A job's rules for samples that write one of these labels. */
    List<JsonNode> metricRules(String job, List<String> labels) {
        return job(job)
                .path("metric_relabel_configs")
                .valueStream()
                .filter(rule -> labels.contains(rule.path("target_label").asString("")))
                .toList();
    }
}
