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
import java.time.Duration;
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
    Result collect(Collection collection) throws InterruptedException {
        var summaryPending = start(collection, sources.summary());
        var podsPending = start(collection, sources.pods());
        var criContainersPending = start(collection, sources.criContainers());
        var criStatsPending = start(collection, sources.criStats());
        var diskStatsPending = collection.start(sources.diskStats());
        var mountInfoPending = collection.start(sources.mountInfo());

        // What hangs must not hold up what the others make possible: half of the time is for waiting here.
        CriContainers criContainers = peek(criContainersPending);
        Set<Sought> sought = sought(peek(summaryPending), peek(podsPending), criContainers);
        var cadvisorPending = startLook(collection, sought);
        Details details = detailsFor(criContainers);
        var detailsPending = details == null ? null : collection.start(details.reader());
        Reading<Map<String, ContainerDetails>> detailsRead = await(detailsPending);
        Map<String, ContainerDetails> known = orEmpty(detailsRead);
        Reading<Map<String, Long>> logBytes = await(startLogFiles(collection, known));
        Reading<CadvisorContainers> seen = awaitLook(cadvisorPending, sought);
        NodeReadings readings = new NodeReadings(
                await(summaryPending),
                await(podsPending),
                await(criContainersPending),
                await(criStatsPending),
                diskStatsPending.await(),
                mountInfoPending.await(),
                look.index(),
                known,
                orEmpty(logBytes));
        boolean complete = Stream.of(
                        readings.summary(),
                        readings.pods(),
                        readings.criContainers(),
                        readings.criStats(),
                        readings.diskStats(),
                        readings.mountInfo(),
                        detailsRead,
                        logBytes,
                        seen)
                .noneMatch(reading -> reading instanceof Reading.Failed<?> failed && !failed.forbidden());
        return new Result(join.join(readings), complete);
    }

    /**
     * What one collection came to.
     *
     * @param complete whether all that was asked was answered, or refused for want of a permission
     */
    record Result(NodeSnapshot snapshot, boolean complete) {}

    private Collection.@Nullable Pending<CadvisorContainers> startLook(Collection collection, Set<Sought> sought) {
        SourceReader<CadvisorContainers> cadvisor = sources.cadvisor();
        if (cadvisor == null) {
            return null;
        }
        if (!look.isDue(sought, System.nanoTime())) {
            cadvisor.notNeeded();
            return null;
        }
        return collection.start(cadvisor);
    }

    private Reading<CadvisorContainers> awaitLook(
            Collection.@Nullable Pending<CadvisorContainers> pending, Set<Sought> sought) throws InterruptedException {
        long start = System.nanoTime();
        Reading<CadvisorContainers> reading = await(pending);
        if (reading instanceof Reading.Fresh<CadvisorContainers> fresh) {
            look.seen(fresh.value(), sought, System.nanoTime());
        } else if (reading instanceof Reading.Failed<CadvisorContainers> failed && !failed.forbidden()) {
            look.failed(Duration.ofNanos(System.nanoTime() - start), System.nanoTime());
        }
        return reading;
    }

    /** The reader of the runtime's details, if there are containers whose labels the kubelet has not shown. */
    private @Nullable Details detailsFor(@Nullable CriContainers criContainers) {
        Details details = sources.details();
        if (details == null || criContainers == null) {
            return null;
        }
        IdentityIndex known = look.index();
        List<CriContainers.RunningContainer> unknown = criContainers.containers().stream()
                .filter(container -> known.byContainerId(container.id()) == null)
                .toList();
        if (unknown.isEmpty()) {
            details.reader().notNeeded();
            return null;
        }
        details.source().want(unknown);
        return details;
    }

    /** Without a kubelet nobody else counts the logs. */
    private Collection.@Nullable Pending<Map<String, Long>> startLogFiles(
            Collection collection, Map<String, ContainerDetails> details) {
        if (sources.details() == null || sources.summary() != null) {
            return null;
        }
        Map<String, String> paths = new HashMap<>();
        details.forEach((id, detail) -> {
            if (detail.logPath() != null) {
                paths.put(id, detail.logPath());
            }
        });
        sources.details().logFiles().want(paths);
        return collection.start(sources.details().logFilesReader());
    }

    private static <K, V> Map<K, V> orEmpty(Reading<Map<K, V>> reading) {
        Map<K, V> map = reading.orNull();
        return map == null ? Map.of() : map;
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

    private static <T> @Nullable T peek(Collection.@Nullable Pending<T> pending) throws InterruptedException {
        return pending == null ? null : pending.peek();
    }

    private static <T> Reading<T> await(Collection.@Nullable Pending<T> pending) throws InterruptedException {
        return pending == null ? new Reading.Absent<>() : pending.await();
    }
}
