package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriStats;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.source.SourceReader;
import dev.dockershim.exporter.source.SourceStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The readers of an agent; null where a source is not configured.
 *
 * @param containerDetails what the runtime tells of single containers, by their ids
 * @param logFiles bytes of their log files, by container id, of the paths by container id; only without a kubelet
 * @param sandboxDetails what it tells of sandboxes; null also if nobody wants their rows
 * @param sandboxUsage what the layers of sandboxes take, by their details; likewise
 */
record NodeSources(
        @Nullable SourceReader<Summary> summary,
        @Nullable SourceReader<KubeletPods> pods,
        @Nullable SourceReader<CadvisorContainers> cadvisor,
        @Nullable SourceReader<CriContainers> criContainers,
        @Nullable SourceReader<CriStats> criStats,
        @Nullable AskedReader<List<String>, Map<String, ContainerDetails>> containerDetails,
        @Nullable AskedReader<Map<String, String>, Map<String, Long>> logFiles,
        @Nullable AskedReader<List<String>, Map<String, SandboxDetails>> sandboxDetails,
        @Nullable AskedReader<Map<String, SandboxDetails>, Map<String, SnapshotUsage>> sandboxUsage,
        SourceReader<DiskStats> diskStats,
        SourceReader<MountInfo> mountInfo) {

    /** How each configured source did when it was last read. */
    List<SourceStatus> statuses() {
        Stream<@Nullable SourceReader<?>> fixed =
                Stream.of(summary, pods, cadvisor, criContainers, criStats, diskStats, mountInfo);
        Stream<@Nullable SourceReader<?>> asked = Stream.of(containerDetails, logFiles, sandboxDetails, sandboxUsage)
                .map(reader -> reader == null ? null : reader.reader());
        return Stream.concat(fixed, asked)
                .filter(reader -> reader != null)
                .map(SourceReader::status)
                .toList();
    }
}
