package dev.dockershim.exporter.node;

import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriStats;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.source.Reading;
import java.util.Map;

/**
 * All that one collection read, and what is remembered of identities that do not change while a container lives.
 *
 * @param look what was seen of the kubelet's own series, and the labels it prints
 * @param details CRI details by container id
 * @param logBytes bytes of log files by container id, where they can be read
 * @param sandboxDetails CRI details by sandbox id
 * @param sandboxUsage what the sandboxes' layers use, by sandbox id
 * @param remembered by container id, what was known of the containers of the collection before
 */
public record NodeReadings(
        Reading<Summary> summary,
        Reading<KubeletPods> pods,
        Reading<CriContainers> criContainers,
        Reading<CriStats> criStats,
        Reading<DiskStats> diskStats,
        Reading<MountInfo> mountInfo,
        KubeletLook look,
        Map<String, ContainerDetails> details,
        Map<String, Long> logBytes,
        Map<String, SandboxDetails> sandboxDetails,
        Map<String, SnapshotUsage> sandboxUsage,
        Map<String, ContainerFacts> remembered) {}
