package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.IdentityLook.Sought;
import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriStats;
import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.IdentityIndex;
import dev.dockershim.exporter.node.NodeReadings;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.node.SnapshotJoin;
import dev.dockershim.exporter.source.Collection;
import dev.dockershim.exporter.source.Reading;
import dev.dockershim.exporter.source.SourceReader;
import dev.dockershim.exporter.source.SourceStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one collection: first everything that needs nothing else, side by side; then, only for containers that are
 * new, the look at the kubelet's labels and the runtime's details; then the join.
 *
 * <p>Not safe for concurrent use: {@link dev.dockershim.exporter.source.SingleFlight} calls it once at a time.
 */
final class NodeCollector {

    private final Sources sources;
    private final SnapshotJoin join;
    private final IdentityLook look = new IdentityLook();

    NodeCollector(Sources sources, SnapshotJoin join) {
        this.sources = sources;
        this.join = join;
    }

    /** The readers of an agent; null where a source is not configured. */
    record Sources(
            @Nullable SourceReader<Summary> summary,
            @Nullable SourceReader<KubeletPods> pods,
            @Nullable SourceReader<CadvisorContainers> cadvisor,
            @Nullable SourceReader<CriContainers> criContainers,
            @Nullable SourceReader<CriStats> criStats,
            @Nullable Details details,
            SourceReader<DiskStats> diskStats,
            SourceReader<MountInfo> mountInfo) {

        /** How each configured source did when it was last read. */
        List<SourceStatus> statuses() {
            Stream<@Nullable SourceReader<?>> fixed =
                    Stream.of(summary, pods, cadvisor, criContainers, criStats, diskStats, mountInfo);
            Stream<@Nullable SourceReader<?>> ofDetails = details == null
                    ? Stream.of()
                    : Stream.of(details.reader(), summary == null ? details.logFilesReader() : null);
            return Stream.concat(fixed, ofDetails)
                    .filter(reader -> reader != null)
                    .map(SourceReader::status)
                    .toList();
        }
    }

    /** What is asked of the runtime for single containers. */
    record Details(
            CriDetailsSource source,
            SourceReader<Map<String, ContainerDetails>> reader,
            LogFilesSource logFiles,
            SourceReader<Map<String, Long>> logFilesReader) {}

    List<SourceStatus> statuses() {
        return sources.statuses();
    }

    /** Collects once. */
    NodeSnapshot collect(Collection collection) throws InterruptedException {
        var summaryPending = start(collection, sources.summary());
        var podsPending = start(collection, sources.pods());
        var criContainersPending = start(collection, sources.criContainers());
        var criStatsPending = start(collection, sources.criStats());
        var diskStatsPending = collection.start(sources.diskStats());
        var mountInfoPending = collection.start(sources.mountInfo());

        Reading<Summary> summary = await(summaryPending);
        Reading<KubeletPods> pods = await(podsPending);
        Reading<CriContainers> criContainers = await(criContainersPending);

        Set<Sought> sought = sought(summary.orNull(), pods.orNull(), criContainers.orNull());
        var cadvisorPending = look.isDue(sought, System.nanoTime()) ? start(collection, sources.cadvisor()) : null;
        Map<String, ContainerDetails> details = details(collection, criContainers.orNull());
        CadvisorContainers seen = await(cadvisorPending).orNull();
        if (seen != null) {
            look.seen(seen, sought, System.nanoTime());
        }
        return join.join(new NodeReadings(
                summary,
                pods,
                criContainers,
                await(criStatsPending),
                diskStatsPending.await(),
                mountInfoPending.await(),
                look.index(),
                details,
                logBytes(collection, details)));
    }

    /** Asks the runtime about the containers whose labels the kubelet has not shown. */
    private Map<String, ContainerDetails> details(Collection collection, @Nullable CriContainers criContainers)
            throws InterruptedException {
        if (sources.details() == null || criContainers == null) {
            return Map.of();
        }
        IdentityIndex known = look.index();
        List<CriContainers.RunningContainer> unknown = criContainers.containers().stream()
                .filter(container -> known.byContainerId(container.id()) == null)
                .toList();
        if (unknown.isEmpty()) {
            return Map.of();
        }
        sources.details().source().want(unknown);
        Map<String, ContainerDetails> details =
                collection.start(sources.details().reader()).await().orNull();
        return details == null ? Map.of() : details;
    }

    /** Without a kubelet nobody else counts the logs. */
    private Map<String, Long> logBytes(Collection collection, Map<String, ContainerDetails> details)
            throws InterruptedException {
        if (sources.details() == null || sources.summary() != null) {
            return Map.of();
        }
        Map<String, String> paths = new HashMap<>();
        details.forEach((id, detail) -> {
            if (detail.logPath() != null) {
                paths.put(id, detail.logPath());
            }
        });
        sources.details().logFiles().want(paths);
        Map<String, Long> bytes =
                collection.start(sources.details().logFilesReader()).await().orNull();
        return bytes == null ? Map.of() : bytes;
    }

    private static Set<Sought> sought(
            @Nullable Summary summary, @Nullable KubeletPods pods, @Nullable CriContainers criContainers) {
        Set<Sought> sought = new HashSet<>();
        if (criContainers != null) {
            criContainers
                    .containers()
                    .forEach(container -> sought.add(new Sought(
                            container.id(),
                            container.namespace(),
                            container.pod(),
                            container.container(),
                            ContainerSnapshot.UNKNOWN)));
        } else if (pods != null) {
            pods.containers()
                    .forEach(container -> sought.add(new Sought(
                            container.containerId(),
                            container.namespace(),
                            container.pod(),
                            container.container(),
                            ContainerSnapshot.UNKNOWN)));
        }
        if (summary != null && sought.isEmpty()) {
            summary.pods()
                    .forEach(pod -> pod.containers().forEach(container -> {
                        Instant startTime = container.startTime();
                        sought.add(new Sought(
                                "",
                                pod.podRef().namespace(),
                                pod.podRef().name(),
                                container.name(),
                                startTime == null ? ContainerSnapshot.UNKNOWN : startTime.toEpochMilli()));
                    }));
        }
        return sought;
    }

    private static <T> Collection.@Nullable Pending<T> start(Collection collection, @Nullable SourceReader<T> reader) {
        return reader == null ? null : collection.start(reader);
    }

    private static <T> Reading<T> await(Collection.@Nullable Pending<T> pending) throws InterruptedException {
        return pending == null ? new Reading.Absent<>() : pending.await();
    }
}
