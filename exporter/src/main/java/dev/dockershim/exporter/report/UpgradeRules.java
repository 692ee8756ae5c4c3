package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Upgrade.Finding;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges an upgrade by what the API server shows. What cannot be seen there is unknown only where it could make a
 * difference: to that version, on that node.
 */
final class UpgradeRules {

    private final ClusterReadiness readiness;
    private final UpgradeQuestion question;
    private final int minor;
    private final String version;
    private final List<Finding> findings = new ArrayList<>();

    private UpgradeRules(ClusterReadiness readiness, UpgradeQuestion question) {
        this.readiness = readiness;
        this.question = question;
        minor = question.minor();
        version = question.version();
    }

    static Upgrade judge(ClusterReadiness readiness, UpgradeQuestion question) {
        return new UpgradeRules(readiness, question).judge();
    }

    private Upgrade judge() {
        server();
        if (readiness.evidence().nodes() instanceof Observed.Missing<?> missing) {
            find(Rule.NODES, Weight.UNKNOWN, "The nodes were not to be seen. " + missing.sentence(), List.of());
        } else if (readiness.nodes().isEmpty()) {
            find(Rule.NODES, Weight.UNKNOWN, "The API server shows no node.", List.of());
        } else {
            skew();
            unsupported();
            if (minor >= 24) {
                dockershim();
                phase();
                workloads();
            }
            if (minor >= 26) {
                criV1();
            }
            if (minor >= 27) {
                removedFlag();
            }
        }
        findings.sort(Comparator.comparing(Finding::weight));
        Weight heaviest = findings.isEmpty() ? Weight.NOTE : findings.get(0).weight();
        return new Upgrade(
                question,
                switch (heaviest) {
                    case BLOCKS -> UpgradeAnswer.BLOCKED;
                    case UNKNOWN -> UpgradeAnswer.UNKNOWN;
                    case NOTE -> UpgradeAnswer.YES;
                },
                findings);
    }

    private void server() {
        if (readiness.server() instanceof Observed.Missing<Version> missing) {
            find(
                    Rule.SERVER_VERSION,
                    Weight.UNKNOWN,
                    "The API server's version was not to be seen. " + missing.sentence(),
                    List.of());
            return;
        }
        Version server = readiness.server().orNull();
        if (server == null) {
            return;
        }
        if (server.minor() > minor) {
            find(
                    Rule.SERVER_VERSION,
                    Weight.BLOCKS,
                    "The API server is " + server + " already: there is no way back to " + version + ".",
                    List.of());
        } else if (server.minor() == minor) {
            find(Rule.SERVER_VERSION, Weight.NOTE, "The API server is " + server + " already.", List.of());
        } else if (server.minor() < minor - 1) {
            find(
                    Rule.SERVER_VERSION,
                    Weight.NOTE,
                    "The API server is " + server + ": it goes to " + version
                            + " by one minor version after the other. Ask for each.",
                    List.of());
        }
    }

    private void skew() {
        List<String> newer = names(all(), node -> kubelet(node) != null && minorOf(node) > minor);
        List<String> older = names(all(), node -> kubelet(node) != null && isTooOld(minorOf(node)));
        List<String> unknown = names(all(), node -> kubelet(node) == null);
        findIfAny(
                Rule.SKEW, Weight.BLOCKS, "Kubelets are newer than " + version + ", which none may be, on %s.", newer);
        findIfAny(
                Rule.SKEW,
                Weight.BLOCKS,
                "Kubelets are too old for an API server of " + version + " on %s: upgrade them first, one minor version"
                        + " after the other.",
                older);
        findIfAny(Rule.SKEW, Weight.UNKNOWN, "The kubelet's version is unknown on %s.", unknown);
    }

    private boolean isTooOld(int kubelet) {
        return minor - kubelet > (kubelet < 25 ? 2 : 3);
    }

    private void unsupported() {
        findIfAny(
                Rule.UNSUPPORTED,
                Weight.BLOCKS,
                "The kubelet does not work as it is set up, or not after its next start, on %s.",
                names(upgraded(), in(Phase.UNSUPPORTED)));
    }

    private void dockershim() {
        Predicate<ClusterNodeReadiness> uses = in(Phase.DOCKERSHIM, Phase.DRAINING);
        findIfAny(
                Rule.DOCKERSHIM,
                Weight.BLOCKS,
                "dockershim, which the kubelet lost with 1.24, is in use on %s.",
                names(upgraded(), uses));
        findIfAny(
                Rule.DOCKERSHIM,
                Weight.BLOCKS,
                "The move between two runtimes is unfinished on %s.",
                names(upgraded(), in(Phase.MIGRATING)));
        if (question.controlPlaneOnly()) {
            findIfAny(
                    Rule.DOCKERSHIM,
                    Weight.NOTE,
                    "dockershim stays in use on %s: that works while their kubelets stay at 1.23, up to an API server"
                            + " of 1.25.",
                    names(others(), uses.or(in(Phase.MIGRATING))));
        }
    }

    private void phase() {
        boolean assumed = question.assumed().contains(Assumption.CRI_DOCKERD);
        findIfAny(
                Rule.PHASE,
                assumed ? Weight.NOTE : Weight.UNKNOWN,
                "That the kubelet uses cri-dockerd, not dockershim, is told by kubeadm's annotation alone on %s."
                        + (assumed
                                ? " It was assumed to be true."
                                : " RT-03 of an agent there tells, or the kubelet's command line; then say --assume="
                                        + Assumption.CRI_DOCKERD.label() + "."),
                names(
                        upgraded(),
                        in(Phase.CRI_DOCKERD)
                                .and(node -> kubelet(node) == null || minorOf(node) < 24)
                                .and(node -> node.confidence() != Confidence.OBSERVED)));
        findIfAny(
                Rule.PHASE,
                Weight.UNKNOWN,
                "What the kubelet uses, dockershim perhaps, was not to be seen on %s.",
                names(upgraded(), in(Phase.UNKNOWN)));
    }

    private void criV1() {
        List<ClusterNodeReadiness> before = upgraded().stream()
                .filter(node -> kubelet(node) == null || minorOf(node) < 26)
                .toList();
        findIfAny(
                Rule.CRI_V1,
                Weight.BLOCKS,
                "containerd is before 1.6, and lacks the version of CRI that kubelet 1.26 wants, on %s.",
                names(before, node -> {
                    Version containerd = runtime(node).version();
                    return isContainerd(node) && containerd != null && !containerd.atLeast(1, 6, 0);
                }));
        findIfAny(
                Rule.CRI_V1,
                Weight.UNKNOWN,
                "containerd is of unknown version, while kubelet 1.26 wants 1.6 at least, on %s.",
                names(before, node -> isContainerd(node) && runtime(node).version() == null));
        findIfAny(
                Rule.CRI_V1,
                Weight.UNKNOWN,
                "Whether the runtime speaks version 1 of CRI, which kubelet 1.26 wants, only its vendor knows on %s.",
                names(before, node -> runtime(node).kind() == RuntimeName.Kind.OTHER));
        boolean assumed = question.assumed().contains(Assumption.CRI_DOCKERD);
        findIfAny(
                Rule.CRI_V1,
                assumed ? Weight.NOTE : Weight.UNKNOWN,
                "kubelet 1.26 wants cri-dockerd 0.3.0 at least, and no API tells its version, on %s."
                        + (assumed
                                ? " It was assumed to be."
                                : " See cri-dockerd --version there, then say --assume="
                                        + Assumption.CRI_DOCKERD.label() + "."),
                names(before, in(Phase.CRI_DOCKERD)));
    }

    /** Whoever else sets nodes up gives their kubelets the flags that they know, or replaces the nodes. */
    private void removedFlag() {
        boolean assumed = question.assumed().contains(Assumption.REMOVED_FLAG);
        List<String> nodes = names(
                upgraded(),
                in(Phase.MIGRATED, Phase.CRI_DOCKERD)
                        .and(node -> kubelet(node) == null || minorOf(node) < 27)
                        .and(node -> node.node().distribution() == Distribution.KUBEADM
                                || node.node().distribution() == Distribution.OTHER));
        findIfAny(
                Rule.REMOVED_FLAG,
                assumed ? Weight.NOTE : Weight.UNKNOWN,
                "kubelet 1.27 does not start with --container-runtime, and no API tells whether it is given on %s."
                        + (assumed
                                ? " It was assumed not to be."
                                : " RT-04 of an agent there tells, and so do /var/lib/kubelet/kubeadm-flags.env and the"
                                        + " kubelet's units; then say --assume=" + Assumption.REMOVED_FLAG.label()
                                        + "."),
                nodes);
    }

    private void workloads() {
        WorkloadFindings pods = readiness.pods().orNull();
        WorkloadFindings templates = readiness.templates().orNull();
        long using = WorkloadRow.of(pods, templates).stream()
                .filter(WorkloadRow::breaks)
                .count();
        if (using > 0) {
            find(Rule.WORKLOADS, Weight.NOTE, NeedOfDocker.sentence(readiness, using), List.of());
        }
        if (pods == null && templates == null) {
            find(Rule.WORKLOADS, Weight.NOTE, "Whether workloads need Docker was not to be seen.", List.of());
        }
    }

    private List<ClusterNodeReadiness> all() {
        return readiness.nodes();
    }

    /** The nodes whose kubelet is upgraded. */
    private List<ClusterNodeReadiness> upgraded() {
        return all().stream()
                .filter(node -> !question.controlPlaneOnly() || node.node().controlPlane())
                .toList();
    }

    private List<ClusterNodeReadiness> others() {
        return all().stream().filter(node -> !node.node().controlPlane()).toList();
    }

    private static Predicate<ClusterNodeReadiness> in(Phase... phases) {
        return node -> List.of(phases).contains(node.phase());
    }

    private static List<String> names(List<ClusterNodeReadiness> nodes, Predicate<? super ClusterNodeReadiness> which) {
        return nodes.stream().filter(which).map(node -> node.node().name()).toList();
    }

    private static @Nullable Version kubelet(ClusterNodeReadiness node) {
        return node.node().object().kubelet();
    }

    private static int minorOf(ClusterNodeReadiness node) {
        Version kubelet = kubelet(node);
        return kubelet == null ? -1 : kubelet.minor();
    }

    private static RuntimeName runtime(ClusterNodeReadiness node) {
        return node.node().object().runtime();
    }

    private static boolean isContainerd(ClusterNodeReadiness node) {
        return runtime(node).kind() == RuntimeName.Kind.CONTAINERD;
    }

    private void findIfAny(Rule rule, Weight weight, String sentence, List<String> nodes) {
        if (!nodes.isEmpty()) {
            find(
                    rule,
                    weight,
                    sentence.replace("%s", Words.nodes(nodes.size()) + " (" + Words.some(nodes) + ")"),
                    nodes);
        }
    }

    private void find(Rule rule, Weight weight, String text, List<String> nodes) {
        findings.add(new Finding(rule, weight, text, nodes));
    }
}
