package dev.dockershim.exporter.status;

import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.ServedSeries.By;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.status.Row.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluations as they occur, to be looked at and to be tested; {@code main} writes them as files. */
final class StatusPageSamples {

    static final Instant NOW = Instant.parse("2026-11-23T21:30:08Z");

    private static final String NO_HOST_ROOT =
            "The host's files are not read: mount the host's root read-only and set --host.root.";

    private static final String CONTAINERD_REMEDY = """
            Set the endpoint in /var/lib/kubelet/kubeadm-flags.env:
            --container-runtime-endpoint=unix:///run/containerd/containerd.sock
            then: systemctl restart kubelet""";

    private StatusPageSamples() {}

    /** Every sample by its name. */
    static Map<String, NodeReadiness> all() {
        Map<String, NodeReadiness> samples = new LinkedHashMap<>();
        samples.put("dockershim", dockershim());
        samples.put(
                "draining",
                at(
                        Phase.DRAINING,
                        Confidence.OBSERVED,
                        docker("1.23.17"),
                        dockershim().results()));
        samples.put(
                "migrating",
                at(
                        Phase.MIGRATING,
                        Confidence.INFERRED,
                        docker("1.23.17"),
                        dockershim().results()));
        samples.put("cri-dockerd", criDockerd());
        samples.put("migrated", at(Phase.MIGRATED, Confidence.OBSERVED, containerd(), allPassing()));
        samples.put("migrated-failing", migratedWithFailures());
        samples.put("unknown", unknown());
        samples.put("unsupported", unsupported());
        return samples;
    }

    static NodeReadiness dockershim() {
        return at(
                Phase.DOCKERSHIM,
                Confidence.OBSERVED,
                docker("1.23.17"),
                results(Map.of(
                        "RT-01", fail("The runtime is Docker and the kubelet's endpoint is dockershim's."),
                        "RT-02", fail("Kubelet 1.23.17 with dockershim: 1.24 has none."),
                        "RT-03", fail("No endpoint is set, and kubelet 1.23 takes dockershim by default."),
                        "RT-07", unknown("There is no access to containerd's socket: set --cri.endpoint."),
                        "DC-01",
                                fail(
                                        "2 registry mirrors of daemon.json have no equivalent in containerd's certs.d yet."),
                        "DC-03", fail("2 log options are set, and the kubelet's own limits are not."),
                        "WL-01", fail("2 pods mount Docker's socket: ci/builder-7d9c, ops/watch-x2x4z."),
                        "DK-03", fail("/var/lib/docker is in use; it stays behind after the move."),
                        "NS-01", unknown("No scripts were named to be searched: --readiness.search-path."))));
    }

    static NodeReadiness criDockerd() {
        return at(
                Phase.CRI_DOCKERD,
                Confidence.INFERRED,
                docker("1.27.4"),
                results(Map.of(
                        "MX-05",
                        fail("The kubelet's own series have lost name, image and container on this node."),
                        "DC-05",
                        unknown(NO_HOST_ROOT),
                        "CN-02",
                        unknown(NO_HOST_ROOT),
                        "CN-03",
                        unknown(NO_HOST_ROOT))));
    }

    static NodeReadiness migratedWithFailures() {
        return at(
                Phase.MIGRATED,
                Confidence.OBSERVED,
                containerd(),
                results(Map.of(
                        "RT-05", fail("The endpoint of the kubelet's command line has no scheme."),
                        "DC-01", fail("1 registry mirror of daemon.json has no equivalent in containerd's certs.d."),
                        "DK-01", fail("dockerd runs, and docker.socket is enabled: it starts a stopped service again."),
                        "CN-01", fail("containerd 1.6.2 is one of 1.6.0 to 1.6.3."),
                        "CN-02", fail("The first CNI configuration declares no cniVersion."),
                        "CN-03", unknown("The plugins do not tell: stripped, no Go, or no build information."),
                        "WL-02",
                                fail(
                                        "3 pods mount a directory above Docker's socket: kube-system/agent-1, ops/a, ops/b."),
                        "DK-02", fail("Docker's packages are installed."))));
    }

    static NodeReadiness unknown() {
        List<Result> results = CHECKS.stream()
                .map(check -> new Result(
                        check,
                        check.id().startsWith("MX")
                                ? unknown("The kubelet refuses /metrics/cadvisor: grant get on nodes/metrics.")
                                : unknown(
                                        check.id().startsWith("RT")
                                                ? "Nothing tells the runtime: grant get on nodes, set --cri.endpoint, or --host.root."
                                                : NO_HOST_ROOT)))
                .toList();
        return new NodeReadiness(evidence(null, null, null), Phase.UNKNOWN, Confidence.NONE, null, results);
    }

    static NodeReadiness unsupported() {
        return at(
                Phase.UNSUPPORTED,
                Confidence.OBSERVED,
                containerd(),
                results(Map.of(
                        "RT-04",
                        fail("kubeadm-flags.env has --container-runtime, which kubelet 1.27 does not start with."))));
    }

    static List<Result> allPassing() {
        return results(Map.of());
    }

    /** With all checks failing, and texts of {@code length} characters. */
    static NodeReadiness worst(int checks, int length) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < checks; i++) {
            CheckInfo check = check(
                    "XX-" + i,
                    "a-check-with-a-name-" + i,
                    List.of(Severity.values()).get(i % 3),
                    List.of(Section.values()).get(i % 7),
                    "A title as long as the longest that checks have, on a node that has them all",
                    "Do this. ".repeat(length / 9));
            results.add(new Result(check, fail("Pod <team>/worker-" + i + ". " + "More. ".repeat(length / 6))));
        }
        return at(Phase.MIGRATED, Confidence.OBSERVED, containerd(), results);
    }

    static NodeReadiness at(Phase phase, Confidence confidence, NodeEvidence evidence, List<Result> results) {
        return new NodeReadiness(evidence, phase, confidence, NOW.minus(Duration.ofHours(26)), results);
    }

    static StatusPage page(NodeReadiness readiness) {
        return page(new ReadinessState(true, readiness, Duration.ofMinutes(3), true));
    }

    static StatusPage page(ReadinessState state) {
        return new StatusPage(
                "1.2.3",
                "worker-7.example.internal",
                "How far it is on its way from dockershim, and who serves its container_fs_* series.",
                state,
                List.of(
                        new Row("Sources, when last asked", "kubelet_summary", "read in 0.012 s", State.OK),
                        new Row("Sources, when last asked", "kubelet_pods", "HTTP 403", State.UNKNOWN),
                        new Row("Sources, when last asked", "cri", "connection refused", State.BAD),
                        new Row("Series", "families", "13 of 13", State.OK),
                        new Row(
                                "Who serves container_fs_*",
                                "bridge",
                                "usage_bytes, limit_bytes, inodes_total, inodes_free, reads_merged_total",
                                State.OK)),
                List.of("/metrics", "/api/v1/readiness", "/metrics/cadvisor", "/-/healthy", "/-/ready"),
                NOW);
    }

    static Verdict fail(String detail) {
        return new Verdict.Fail(detail);
    }

    static Verdict unknown(String detail) {
        return new Verdict.Unknown(detail);
    }

    /** The only place that makes one. */
    static CheckInfo check(String id, String name, Severity severity, Section section, String title, String remedy) {
        return new CheckInfo(id, name, severity, section, title, remedy, Set.of());
    }

    static Result result(Severity severity, Verdict verdict) {
        return new Result(check("RT-99", "a-check", severity, Section.CNI, "It is so.", "Do so."), verdict);
    }

    private static List<Result> results(Map<String, Verdict> verdicts) {
        return CHECKS.stream()
                .map(check -> new Result(
                        check, verdicts.getOrDefault(check.id(), new Verdict.Pass("As it should be on this node."))))
                .toList();
    }

    static NodeEvidence docker(String kubelet) {
        return evidence(
                Version.parse(kubelet), new RuntimeName(RuntimeName.Kind.DOCKER, Version.parse("20.10.7")), null);
    }

    static NodeEvidence containerd() {
        return evidence(
                Version.parse("1.27.3"),
                null,
                new CriStatus(
                        true,
                        new RuntimeName(RuntimeName.Kind.CONTAINERD, Version.parse("1.6.2~ds1")),
                        true,
                        true,
                        true,
                        true,
                        0,
                        null));
    }

    static NodeEvidence evidence(@Nullable Version kubelet, @Nullable RuntimeName runtime, @Nullable CriStatus cri) {
        Observed<ServedSeries> series = kubelet == null
                ? Observed.missing(
                        Reason.FORBIDDEN, "the kubelet refuses /metrics/cadvisor: grant get on nodes/metrics")
                : Observed.seen(new ServedSeries(
                        List.of(
                                new ServedSeries.One("container_fs_usage_bytes", By.BRIDGE),
                                new ServedSeries.One("container_fs_limit_bytes", By.KUBELET)),
                        true));
        return new NodeEvidence(
                NOW.minusSeconds(42),
                kubelet == null ? forbidden("the kubelet refuses /metrics") : Observed.seen(kubelet),
                runtime == null
                        ? forbidden("the API server refuses the Node object: grant get on nodes")
                        : Observed.seen(new NodeObject(runtime, kubelet, "linux", false, true, NOW, null, false)),
                noHost(),
                noHost(),
                forbidden("the kubelet refuses /configz: grant get on nodes/configz (before 1.33 nodes/proxy)"),
                cri == null
                        ? Observed.missing(Reason.NOT_CONFIGURED, "the runtime is not asked: set --cri.endpoint")
                        : Observed.seen(cri),
                noHost(),
                noHost(),
                noHost(),
                noHost(),
                Observed.missing(Reason.NOT_CONFIGURED, "no scripts were named: --readiness.search-path"),
                Observed.seen(List.of()),
                series,
                forbidden("the kubelet refuses /pods: grant get on nodes/pods"));
    }

    private static <T> Observed<T> noHost() {
        return Observed.missing(Reason.NOT_CONFIGURED, "set --host.root, and mount the host's root there read-only");
    }

    private static <T> Observed<T> forbidden(String text) {
        return Observed.missing(Reason.FORBIDDEN, text);
    }

    private static final List<CheckInfo> CHECKS = List.of(
            check(
                    "RT-01",
                    "runtime-name",
                    Severity.BLOCKER,
                    Section.FIND_RUNTIME,
                    "The node's runtime is not Docker by dockershim.",
                    "Check the kubelet's endpoint; a node that does not use dockershim is not affected."),
            check(
                    "RT-02",
                    "kubelet-version-window",
                    Severity.BLOCKER,
                    Section.OVERVIEW,
                    "The kubelet is 1.24 or later, or does not use dockershim.",
                    "Move to another runtime before the upgrade to 1.24."),
            check(
                    "RT-03",
                    "effective-endpoint",
                    Severity.BLOCKER,
                    Section.FIND_RUNTIME,
                    "The kubelet's endpoint is not dockershim's.",
                    CONTAINERD_REMEDY),
            check(
                    "RT-04",
                    "removed-flag",
                    Severity.BLOCKER,
                    Section.CRI_DOCKERD,
                    "--container-runtime is not set where the kubelet no longer knows it.",
                    "Remove --container-runtime before the upgrade to 1.27."),
            check(
                    "RT-05",
                    "endpoint-scheme",
                    Severity.WARNING,
                    Section.CONTAINERD,
                    "The endpoint is written with its scheme.",
                    "Write unix:// before the path."),
            check(
                    "RT-07",
                    "cri-answers",
                    Severity.BLOCKER,
                    Section.CONTAINERD,
                    "The runtime answers CRI, and is ready.",
                    "containerd config default | sudo tee /etc/containerd/config.toml\nsystemctl restart containerd"),
            check(
                    "DK-01",
                    "dockerd-still-running",
                    Severity.WARNING,
                    Section.CONTAINERD,
                    "dockerd does not run where no pod needs it.",
                    "systemctl disable docker.service docker.socket --now"),
            check(
                    "DK-02",
                    "docker-packages",
                    Severity.INFO,
                    Section.CONTAINERD,
                    "Docker's packages are gone.",
                    "Remove docker-ce and docker-ce-cli. Keep containerd."),
            check(
                    "DK-03",
                    "dockershim-residue",
                    Severity.INFO,
                    Section.CONTAINERD,
                    "Nothing of dockershim is left.",
                    "Remove what is left once the node is back in service."),
            check(
                    "DC-01",
                    "registry-mirrors",
                    Severity.BLOCKER,
                    Section.AFFECTED,
                    "Docker's registry mirrors are configured for containerd too.",
                    "Write /etc/containerd/certs.d/docker.io/hosts.toml, and set config_path."),
            check(
                    "DC-03",
                    "log-options",
                    Severity.WARNING,
                    Section.AFFECTED,
                    "Docker's limits of logs are the kubelet's too.",
                    "Set containerLogMaxSize and containerLogMaxFiles in the kubelet's configuration."),
            check(
                    "DC-05",
                    "cgroup-driver",
                    Severity.BLOCKER,
                    Section.CONTAINERD,
                    "Kubelet and runtime use the same cgroup driver.",
                    "Set SystemdCgroup = true."),
            check(
                    "CN-01",
                    "containerd-1.6.0-1.6.3",
                    Severity.WARNING,
                    Section.CNI,
                    "containerd is none of 1.6.0 to 1.6.3.",
                    "Upgrade containerd to 1.6.4 or later, and the CNI plugins with it; drain first."),
            check(
                    "CN-02",
                    "cni-version-declared",
                    Severity.WARNING,
                    Section.CNI,
                    "The CNI configuration declares its version.",
                    "Add cniVersion to the first file in /etc/cni/net.d."),
            check(
                    "CN-03",
                    "plugin-supports-config",
                    Severity.BLOCKER,
                    Section.CNI,
                    "The CNI plugins understand the configuration's version.",
                    "Upgrade the plugins."),
            check(
                    "NS-01",
                    "docker-in-node-scripts",
                    Severity.WARNING,
                    Section.AFFECTED,
                    "No script on the node calls Docker.",
                    "Use crictl instead."),
            check(
                    "WL-01",
                    "docker-socket-mount",
                    Severity.BLOCKER,
                    Section.AGENTS,
                    "No pod mounts Docker's socket.",
                    "Follow the vendor's steps, or build images without Docker."),
            check(
                    "WL-02",
                    "docker-parent-mount",
                    Severity.WARNING,
                    Section.AGENTS,
                    "No pod mounts a directory above Docker's socket.",
                    "Find out whether it uses Docker's socket."),
            check(
                    "MX-01",
                    "container-fs-gap",
                    Severity.WARNING,
                    Section.AFFECTED,
                    "All of the thirteen series are served, and none twice.",
                    "Scrape this exporter."),
            check(
                    "MX-05",
                    "cri-dockerd-loses-labels",
                    Severity.WARNING,
                    Section.CRI_DOCKERD,
                    "The kubelet's series have their labels.",
                    "Scrape /metrics/cadvisor of this exporter instead of the kubelet's."));

    /** Writes each sample, and the page without an evaluation, as {@code <name>.html} into a directory. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, NodeReadiness> sample : all().entrySet()) {
            Files.write(
                    directory.resolve(sample.getKey() + ".html"),
                    page(sample.getValue()).html());
            Files.write(
                    directory.resolve(sample.getKey() + ".json"),
                    ReadinessJson.of("worker-7.example.internal", sample.getValue()));
        }
        Files.write(
                directory.resolve("pending.html"),
                page(new ReadinessState(true, null, Duration.ofMinutes(3), true))
                        .html());
        Files.write(directory.resolve("worst.html"), page(worst(60, 600)).html());
    }
}
