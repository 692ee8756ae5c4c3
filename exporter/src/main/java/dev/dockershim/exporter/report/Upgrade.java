package dev.dockershim.exporter.report;

import java.util.List;
import java.util.Locale;

/**
 * Whether a cluster may be upgraded, and why.
 *
 * @param question what was asked
 * @param answer the answer
 * @param findings what it follows from: what stands in the way, then what is not known, then what is worth knowing
 */
public record Upgrade(UpgradeQuestion question, UpgradeAnswer answer, List<Finding> findings) {

    /** What was looked at. */
    public static final String SCOPE = "dockershim and the container runtime";

    /** Some of what was not, and stops upgrades as well. */
    public static final List<String> NOT_LOOKED_AT =
            List.of("removed APIs", "add-ons", "admission webhooks", "etcd", "cgroup v1", "conditions of the vendor");

    /** Copies the list. */
    public Upgrade {
        findings = List.copyOf(findings);
    }

    /** What a finding does to the answer. */
    public enum Weight {
        /** Stands in the way. */
        BLOCKS,
        /** Leaves it open. */
        UNKNOWN,
        /** Nothing. */
        NOTE;

        /** As a word of the JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is looked at. */
    public enum Rule {
        /** The rules reach as far as the version that is asked for. */
        KNOWN_VERSION("the report itself"),
        /** Nodes can be listed, and there are some. */
        NODES("the report itself"),
        /** The version that the cluster comes from. */
        SERVER_VERSION("Kubernetes version skew policy: no minor version of the API server may be left out"),
        /** No kubelet that is upgraded uses dockershim, which 1.24 lost. */
        DOCKERSHIM("KEP-2221; Check whether dockershim removal affects you"),
        /** kubeadm's annotation names the socket that is in use. */
        KUBEADM_SOCKET(
                "kubernetes/kubeadm#2597, #2870, #2922; Changing the container runtime on a node from Docker Engine to"
                        + " containerd"),
        /** Nodes work as they are. */
        UNSUPPORTED("the phase unsupported"),
        /** Where each node stands is known. */
        PHASE("the phase unknown"),
        /** Runtimes speak version 1 of CRI, the only one of kubelet 1.26. */
        CRI_V1("Kubernetes 1.26 release notes; containerd's table of Kubernetes versions; cri-dockerd 0.3.0"),
        /** CRI-O is of the minor version that goes with the kubelet's. */
        CRI_O("CRI-O's README, compatibility matrix"),
        /** containerd is 2.0 or later, which versions after 1.35 ask for. */
        CONTAINERD_2("KEP-4033; kubernetes/kubernetes#136846, #139121"),
        /** No kubelet is given {@code --container-runtime}, which 1.27 lost. */
        REMOVED_FLAG("Kubernetes 1.27 release notes; kubernetes/kubeadm#2626; kubernetes/minikube#16112"),
        /** Kubelets are of versions that the new API server works with. */
        SKEW(
                "Kubernetes version skew policy: kubelets up to three minor versions older, two if before 1.25; never newer"),
        /** Workloads need Docker: they break when their node leaves it, not with the version. */
        WORKLOADS("Migrating telemetry and security agents from dockershim");

        private final String source;

        Rule(String source) {
            this.source = source;
        }

        /** As a word of the JSON: {@code removed-flag}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Where the rule is from. */
        public String source() {
            return source;
        }
    }

    /**
     * One reason.
     *
     * @param rule what was looked at
     * @param weight what it does to the answer
     * @param text one or two sentences of our own, with the names of some of the nodes
     * @param nodes the nodes it is about, in the order of their names; none if it is about the cluster
     */
    public record Finding(Rule rule, Weight weight, String text, List<String> nodes) {

        /** Copies the list. */
        public Finding {
            nodes = List.copyOf(nodes);
        }
    }

    /** Those of one weight. */
    public List<Finding> of(Weight weight) {
        return findings.stream().filter(finding -> finding.weight() == weight).toList();
    }
}
