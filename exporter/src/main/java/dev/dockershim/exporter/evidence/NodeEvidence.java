package dev.dockershim.exporter.evidence;

import java.time.Instant;
import java.util.List;

/**
 * All that is known of a node at one moment.
 *
 * @param at when
 * @param kubeletVersion from the kubelet's own metrics, the Node object, or its binary
 * @param node E1
 * @param process E2
 * @param files E3
 * @param configz E4
 * @param cri E5
 * @param docker E6: Docker's process and left-overs
 * @param dockerConfig E6, E2: Docker's configuration
 * @param containerd E6: containerd's configuration
 * @param cni E6: CNI
 * @param scripts files of the host that were named to be searched
 * @param pods E7: the pods of this node
 * @param series E9: who serves the thirteen
 * @param podRuntime E7: the runtime in the ids of this node's running containers, as the kubelet tells them; without a
 *     version, and missing if they do not agree
 */
public record NodeEvidence(
        Instant at,
        Observed<Version> kubeletVersion,
        Observed<NodeObject> node,
        Observed<KubeletProcess> process,
        Observed<KubeletFiles> files,
        Observed<KubeletSettings> configz,
        Observed<CriStatus> cri,
        Observed<DockerDaemon> docker,
        Observed<DockerConfig> dockerConfig,
        Observed<ContainerdConfig> containerd,
        Observed<CniConfig> cni,
        Observed<NodeScripts> scripts,
        Observed<List<PodSpec>> pods,
        Observed<ServedSeries> series,
        Observed<RuntimeName> podRuntime) {}
