package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.docs.GeneratedFile;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.FamilySamples;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.IdentityIndex;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.KubeletLook.Basis;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.publish.Observer;
import dev.dockershim.exporter.publish.ReadinessGauge;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.telemetry.WebConfigTelemetry;
import dev.dockershim.exporter.watcher.ClusterSamples;
import dev.dockershim.exporter.webconfig.WebConfigState;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Makes docs/metrics.md from the table of series and from what the exporter says of itself. */
class MetricsDocTest {

    @Test
    void docsOfMetricsAreThoseOfTheCode() {
        StringBuilder doc = new StringBuilder("""
                # Metrics

                <!-- Made from the code by `make docs`. -->

                ## container_fs_*

                One sample for each running container that the source of its value tells; what is unknown is left out.
                Labels: `container`, `device`, `id`, `image`, `name`, `namespace`, `pod`, with the values that the
                kubelet prints for that container's other series, and the device of its writable layer. No time stamps.
                With `--docker.naming` they are those that Docker's kubelet printed. What the kubelet serves itself is
                left out, container by container, unless `--series.when=always`.

                The flag `--series.values` chooses between two meanings. `corrected` is what HELP says; `dockershim`
                repeats Kubernetes 1.21 to 1.23 bug for bug, for thresholds that were tuned to it. Times differ by a
                factor of a million between the two, since cAdvisor took milliseconds for nanoseconds.

                | metric | type | HELP | corrected | dockershim |
                |---|---|---|---|---|
                """);
        for (Series series : Series.ALL) {
            doc.append("| `").append(series.name()).append("` | ");
            doc.append(series.type().name().toLowerCase(Locale.ROOT)).append(" | ");
            doc.append(series.help()).append(" | ");
            doc.append(series.correctedMeaning()).append(" | ");
            doc.append(series.dockershimMeaning()).append(" |\n");
        }
        doc.append("""

                `container_fs_inodes_total` is a gauge in spite of its name, as it always was.

                ## dockershim_bridge_*

                What the exporter says of itself. `source` is, of an agent, one of `kubelet_summary`, `kubelet_pods`,
                `kubelet_cadvisor`, `cri_containers`, `cri_stats`, `cri_details`, `cri_sandboxes`,
                `containerd_snapshots`, `diskstats`, `mountinfo`, `log_files`, and for readiness `kubelet_configz`,
                `kubelet_version`, `kubelet_pod_specs`, `cri_status`, `apiserver_node`, `host_files`; of a watcher
                `apiserver_version` and one for each resource that it watches, such as `apiserver_pods`: those that are
                configured, once they were asked. In `dockershim_bridge_metric_source_info` it is one of `kubelet`,
                `bridge`, `both`, `partial`, `none`.

                | metric | type | labels | served by | meaning |
                |---|---|---|---|---|
                """);
        rows(doc, withWebConfig(families()), withWebConfig(ClusterSamples.telemetry()));
        doc.append("""

                `missing` is one of `usage` (bytes used), `logs` (usage is that of the writable layer alone), `inodes`
                (inodes used), `limit`, `device` (the label), `disk` (I/O of the device), `id` (the labels `id`,
                `image` and `name`), and, if docker naming asks for them, `docker_name` and `docker_image`.

                `dockershim_bridge_container_info` is there with `--collector.container-info`,
                `dockershim_bridge_shadow_*` with `--series.when=shadow`, `dockershim_bridge_web_config_*` with
                `--web.config.file` ([web-config.md](web-config.md)). A `verdict` is `equal` (the same; of a counter
                at most 2 % behind ours, since the kubelet read it up to 30 s earlier), `close` (a counter within 10 %;
                a gauge within 5 %, 64 KiB or 8 inodes; requests in flight always), `different`, or `missing` (we have no
                value).

                ## dockershim_*

                How ready nodes, workloads and the cluster are, and by what evidence. An agent says so of its node, a
                watcher of what the API server shows of all. Judged at each `--readiness.interval`, off the scrape's
                path; a scrape repeats what was judged last, and once that is three intervals late only when the last
                one was. A watcher serves none of it before all that it watches was listed once.

                | metric | type | labels | served by | meaning |
                |---|---|---|---|---|
                """);
        for (ReadinessGauge gauge : ReadinessGauge.values()) {
            row(
                    doc,
                    gauge.metric(),
                    "gauge",
                    gauge.labels(),
                    role(gauge.isServedBy(Observer.AGENT), gauge.isServedBy(Observer.WATCHER)),
                    gauge.help());
        }
        doc.append("""

                `node=""` is the cluster as a whole: checks of the cluster, and of workloads over all pods and
                templates. What is of the cluster is served by the first shard alone; the shards together serve what one
                watcher would serve alone.

                `observer` is `agent` or `watcher`. A node with a ready agent is left to that
                (`--watcher.defer-to-agents`): the watcher then serves of it only what no agent can see, the checks RT-09
                and CN-05. What is counted of pods is served by both, each with its `observer`: choose one, and never add
                them up. `dockershim_workload_docker_access_templates` tells of workloads by their templates, so of a
                CronJob that does not run now and of a Deployment at 0 too.

                Unknown is never green: a check that cannot be judged has `dockershim_check_evaluated` 0 and no
                `dockershim_check_failed`. So alert on `dockershim_check_failed == 1` and look at
                `dockershim_check_evaluated == 0` beside it. With `--readiness.emit-passing=false` checks that pass have
                neither.

                `phase` is one of `unsupported`, `unknown`, `dockershim`, `draining`, `migrating`, `cri-dockerd`,
                `migrated`; `severity` of `blocker`, `warning`, `info`; `confidence` of `observed`, `inferred`, `none`.
                `source` in `dockershim_node_runtime_endpoint_info` is one of `flag` (the running kubelet's command
                line), `flag_file` (files that its flags are read from at its next start), `config`,
                `instance_config`, `annotation` (of the Node object), `configz`, `default` (no flag, and a kubelet up to
                1.23); `endpoint_class` of `dockershim`, `cri-dockerd`, `containerd`, `cri-o`, `other`; `scheme` is `1`
                or `0`. A path is never a label.
                `setting` is one of `DC-01` to `DC-07`; `method` of `socket`, `parent`, `directory`, `cli`, `env`,
                `dockershim_socket`, `local_image`; `verdict` of `suspected`, `confirmed`; `kind` of `docker_access`,
                `telemetry_agent`, `docker_access_template`.

                What an agent costs: at each interval one `GET` of this node's object, which the API server answers from its
                cache (`nodes` get), `/configz` (`nodes/configz`) and `/pods` (`nodes/pods`) of the kubelet, and one
                verbose Status of the runtime; every ten minutes the kubelet's `/metrics` up to the line with its
                version. What is refused is left alone for ten minutes. A watcher lists each resource once, in pages of
                500, and watches it from there on.

                ## jvm_*, process_*

                Those of the Prometheus Java client's hotspot collectors, about the exporter's own process.
                """);
        GeneratedFile.check("docs", "docs/metrics.md", doc.toString());
    }

    /** Each once, whoever serves it. */
    private static void rows(StringBuilder doc, List<MetricFamilySamples> agents, List<MetricFamilySamples> watchers) {
        Map<String, MetricFamilySamples> all = new TreeMap<>();
        Stream.of(agents, watchers).flatMap(List::stream).forEach(family -> {
            MetricFamilySamples other = all.put(name(family), family);
            if (other != null) {
                assertThat(other.help).isEqualTo(family.help);
            }
        });
        Set<String> byAgents = agents.stream().map(MetricsDocTest::name).collect(Collectors.toSet());
        Set<String> byWatchers = watchers.stream().map(MetricsDocTest::name).collect(Collectors.toSet());
        all.forEach((name, family) -> row(
                doc,
                name,
                family.type.name().toLowerCase(Locale.ROOT),
                family.samples.get(0).labelNames,
                role(byAgents.contains(name), byWatchers.contains(name)),
                family.help));
    }

    private static String name(MetricFamilySamples family) {
        return family.samples.get(0).name;
    }

    private static String role(boolean agent, boolean watcher) {
        return agent && watcher ? "both" : agent ? "agent" : "watcher";
    }

    private static void row(
            StringBuilder doc, String name, String type, List<String> labels, String role, String help) {
        doc.append("| `").append(name).append("` | ").append(type).append(" | ");
        doc.append(labels.isEmpty() ? "" : "`" + String.join("`, `", labels) + "`");
        doc.append(" | ").append(role).append(" | ").append(help).append(" |\n");
    }

    /** All that may be served, of a node with one container that the kubelet serves too. */
    private static List<MetricFamilySamples> withWebConfig(List<MetricFamilySamples> families) {
        List<MetricFamilySamples> all = new ArrayList<>(families);
        all.addAll(new WebConfigTelemetry(() -> new WebConfigState(true, Instant.EPOCH, Instant.EPOCH)).collect());
        return all;
    }

    private static List<MetricFamilySamples> families() {
        SourceStatus read = new SourceStatus("kubelet_pods", true, true, false, null, 0.1, Instant.EPOCH);
        AgentConfig config = new AgentConfig(
                "node-a",
                null,
                CriEndpoint.parse("none"),
                new SeriesConfig(SeriesValues.CORRECTED, Series.ALL, SeriesWhen.SHADOW, DockerNaming.NONE),
                CadvisorConfig.DEFAULT,
                true,
                Path.of("/proc"),
                FileSystems.ofThisMachine(),
                List.of(),
                "/metrics",
                ReadinessConfig.OFF,
                new BuildInfo("v", "r", "b"));
        NodeSnapshot snapshot = oneContainer();
        Shadow shadow = new Shadow(config, false);
        shadow.compare(snapshot, true);
        Collected collected = new Collected(
                snapshot,
                new Serving(Series.ALL, SeriesValues.CORRECTED, SeriesWhen.SHADOW, false).of(snapshot),
                true,
                new RenderedBodies());
        List<MetricFamilySamples> families =
                new ArrayList<>(new BridgeTelemetry(config, () -> List.of(read), () -> collected, shadow).collect());
        families.addAll(new CadvisorAnswers().collect());
        return families;
    }

    private static NodeSnapshot oneContainer() {
        String id = "a".repeat(64);
        Labels labels = new Labels("app", "/kubepods/podu/" + id, "", "", "prod", "web-0", 1);
        KubeletLook look = new KubeletLook(
                Basis.LOOK,
                new IdentityIndex(new CadvisorContainers(List.of(labels), Map.of(), FamilySamples.NONE)),
                0);
        ContainerSnapshot container = new ContainerSnapshot(
                Kind.CONTAINER,
                new ContainerIdentity("app", "/dev/sda1", labels.id(), "", "", "prod", "web-0"),
                new ContainerFacts(id, "u", 0, null, null, null),
                0,
                new FileSystemUsage(1, 1, 1, 1, 1, true),
                null,
                FamilySamples.of(Map.of(Series.NAMES.indexOf("container_fs_usage_bytes"), 1.0), Series.ALL.size()));
        return new NodeSnapshot(List.of(container), List.of(), List.of(), 0, look, null);
    }
}
