package dev.dockershim.exporter.node;

import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriStats;
import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.source.Reading;
import java.util.Map;

/**
 * All that one collection read, and what is remembered of identities that do not change while a container lives.
 *
 * @param identities labels that the kubelet prints, from its last look at {@code /metrics/cadvisor}
 * @param details CRI details by container id
 * @param logBytes bytes of log files by container id, where they can be read
 */
public record NodeReadings(
        Reading<Summary> summary,
        Reading<KubeletPods> pods,
        Reading<CriContainers> criContainers,
        Reading<CriStats> criStats,
        Reading<DiskStats> diskStats,
        Reading<MountInfo> mountInfo,
        IdentityIndex identities,
        Map<String, ContainerDetails> details,
        Map<String, Long> logBytes) {}
