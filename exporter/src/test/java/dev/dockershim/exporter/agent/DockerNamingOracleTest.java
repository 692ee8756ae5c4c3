package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What an old dashboard selects by is the same on a containerd node as it was on the dockershim node: the same pods ran
 * on both recorded nodes.
 */
class DockerNamingOracleTest {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? \\S+( \\d+)?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** On the recorded containerd node that container was waiting to be started again. */
    private static final String NOT_RUNNING = "flaky";

    /** What a later kubelet or cAdvisor serves and Kubernetes 1.23 did not know. */
    private static final Set<String> LATER = Set.of(
            "container_cpu_cfs_burst_periods_total",
            "container_cpu_cfs_burst_seconds_total",
            "container_cpu_load_d_average_10s",
            "container_health_state",
            "container_memory_kernel_usage",
            "container_memory_total_active_file_bytes",
            "container_memory_total_inactive_file_bytes",
            "container_oom_events_total");

    /**
     * The differences that remain. Both were the disk's own counters on dockershim, beside those of the cgroup; a kubelet
     * on containerd shows the cgroup's, once it has done I/O. To serve the disk's again would count both.
     */
    private static final Set<String> NOT_REBUILT = Set.of("container_fs_reads_total", "container_fs_writes_total");

    private record Row(String metric, Map<String, String> labels) {

        /** What rules and dashboards select and group by. */
        private List<String> selected() {
            return List.of(metric, label("container"), label("namespace"), label("pod"), nameShape());
        }

        private String label(String name) {
            return labels.getOrDefault(name, "(none)");
        }

        /** The name with what differs from node to node and start to start blotted out. */
        private String nameShape() {
            return label("name").replaceFirst("_[0-9a-f]{32}_\\d+$", "_<uid>_<attempt>");
        }

        private boolean isContainers() {
            return label("id").startsWith("/kubepods") && !label("name").isEmpty();
        }
    }

    @Test
    void theSameRowsAreThereAsWithDockershim() throws Exception {
        Set<List<String>> dockershim = selected(rows(recorded("dockershim-1.23")));
        Set<List<String>> containerd = selected(rows(served("containerd-1.36")));

        assertThat(dockershim).hasSizeGreaterThan(250);
        assertThat(minus(dockershim, containerd))
                .extracting(row -> row.get(0))
                .containsOnly("container_fs_reads_total", "container_fs_writes_total");
        assertThat(minus(containerd, dockershim)).isEmpty();
    }

    @Test
    void eachFamilyHasTheSameLabelNames() throws Exception {
        Map<String, Set<Set<String>>> dockershim = labelNames(rows(recorded("dockershim-1.23")));
        Map<String, Set<Set<String>>> containerd = labelNames(rows(served("containerd-1.36")));

        assertThat(dockershim).hasSizeGreaterThan(40);
        containerd.keySet().removeAll(LATER);
        dockershim.keySet().removeAll(NOT_REBUILT);
        assertThat(containerd).isEqualTo(dockershim);
    }

    @Test
    void imagesAndIdsHaveTheFormTheyHad() throws Exception {
        for (Row row : rows(served("containerd-1.36"))) {
            if (row.isContainers()) {
                assertThat(row.label("image")).as("%s", row).matches("sha256:[0-9a-f]{64}|lab/pause:1");
                assertThat(row.label("id")).as("%s", row).matches("/kubepods/.*/[0-9a-f]{64}");
            }
        }
    }

    private static String recorded(String node) {
        return new String(RecordedAgent.node(node).read("metrics-cadvisor.prom"), StandardCharsets.UTF_8);
    }

    private static String served(String node) throws Exception {
        SeriesConfig series = new SeriesConfig(
                SeriesValues.DOCKERSHIM,
                Series.ALL,
                SeriesWhen.MISSING,
                DockerNaming.parse("name,image,id,pod-container", DockerImageForm.ID));
        try (RecordedAgent agent = RecordedAgent.start(node, Level.CRI, series)) {
            return agent.get("/metrics/cadvisor", RecordedAgent.TEXT);
        }
    }

    private static Set<List<String>> selected(List<Row> rows) {
        return rows.stream()
                .filter(Row::isContainers)
                .filter(row -> !row.label("container").equals(NOT_RUNNING) && !LATER.contains(row.metric))
                .map(Row::selected)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, Set<Set<String>>> labelNames(List<Row> rows) {
        Map<String, Set<Set<String>>> names = new TreeMap<>();
        rows.stream()
                .filter(Row::isContainers)
                .forEach(row -> names.computeIfAbsent(row.metric, metric -> new HashSet<>())
                        .add(new TreeSet<>(row.labels.keySet())));
        return names;
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> others) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            Map<String, String> labels = new TreeMap<>();
            if (sample.group(2) != null) {
                Matcher label = LABEL.matcher(sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
            }
            rows.add(new Row(sample.group(1), labels));
        });
        return rows;
    }
}
