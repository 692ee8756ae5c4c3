package dev.dockershim.monitoring.metrics;

import dev.dockershim.monitoring.promql.KnownMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The metrics of {@code docs/metrics.md}, and the few of others in {@code foreign-metrics.yaml}. */
public final class DocumentedMetrics {

    private static final Path PAGE =
            Path.of(System.getProperty("repository", "..")).resolve("docs/metrics.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern METRIC = Pattern.compile("[a-z_]+");

    private DocumentedMetrics() {}

    /** Ours and foreign ones, with the labels of targets. */
    public static KnownMetrics all() {
        Map<String, Set<String>> all = new TreeMap<>(own());
        JsonNode foreign = foreign();
        foreign.path("metrics").forEach(row -> all.put(row.path("name").asString(), strings(row.path("labels"))));
        return new KnownMetrics(all, strings(foreign.path("targetLabels")));
    }

    /** Ours alone, with the labels that the page gives them. */
    public static Map<String, Set<String>> own() {
        Map<String, Set<String>> own = new TreeMap<>();
        Set<String> containerLabels = Set.of();
        for (String line : lines()) {
            if (line.startsWith("Labels: ")) {
                containerLabels = quoted(line);
            }
            List<String> cells = List.of(line.split(" *\\| *", -1));
            if (cells.size() < 6 || !METRIC.matcher(bare(cells.get(1))).matches()) {
                continue;
            }
            String metric = bare(cells.get(1));
            if (metric.startsWith("container_fs_")) {
                own.put(metric, containerLabels);
            } else if (metric.startsWith("dockershim_")) {
                own.put(metric, quoted(cells.get(3)));
            }
        }
        return own;
    }

    private static JsonNode foreign() {
        try (InputStream yaml =
                Objects.requireNonNull(DocumentedMetrics.class.getResourceAsStream("/metrics/foreign-metrics.yaml"))) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(String cell) {
        return cell.replace("`", "");
    }

    private static Set<String> quoted(String text) {
        Set<String> words = new TreeSet<>();
        for (Matcher word = QUOTED.matcher(text); word.find(); ) {
            words.add(word.group(1));
        }
        return words;
    }

    private static Set<String> strings(JsonNode list) {
        Set<String> strings = new TreeSet<>();
        list.forEach(each -> strings.add(each.asString()));
        return strings;
    }
}
