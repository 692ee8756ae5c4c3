package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.IdentityLook.Sought;
import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriStats;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.NodeReadings;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.node.SnapshotJoin;
import dev.dockershim.exporter.source.Collection;
import dev.dockershim.exporter.source.Reading;
import dev.dockershim.exporter.source.SourceReader;
import dev.dockershim.exporter.source.SourceStatus;
import java.time.Duration;
import java.util.HashMap;
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
    private final Wants wants;
    private final IdentityLook look;
    /** Of the collection before: what is known of a container holds as long as it lives. */
    private Map<String, ContainerFacts> remembered = Map.of();

    private boolean kubeletWasGone;
    private int kubeletReturns;
    private List<Object> runtime = List.of();

    NodeCollector(Sources sources, SnapshotJoin join, Wants wants) {
        this.sources = sources;
        this.join = join;
        this.wants = wants;
        this.look = new IdentityLook(wants.lookAgain());
    }

    /**
     * What is to be found out beyond what the series need.
     *
     * @param imageDigests the digest of each container's image
     * @param sandboxes the sandboxes' own layers
     * @param lookAgain when the kubelet's series are looked through again although nothing has changed
     */
    record Wants(boolean imageDigests, boolean sandboxes, Duration lookAgain) {}

    /** The readers of an agent; null where a source is not configured. */
    record Sources(
            @Nullable SourceReader<Summary> summary,
            @Nullable SourceReader<KubeletPods> pods,
            @Nullable SourceReader<CadvisorContainers> cadvisor,
            @Nullable SourceReader<CriContainers> criContainers,
            @Nullable SourceReader<CriStats> criStats,
            @Nullable Details details,
            @Nullable Sandboxes sandboxes,
            SourceReader<DiskStats> diskStats,
            SourceReader<MountInfo> mountInfo) {

        /** How each configured source did when it was last read. */
        List<SourceStatus> statuses() {
            Stream<@Nullable SourceReader<?>> fixed =
                    Stream.of(summary, pods, cadvisor, criContainers, criStats, diskStats, mountInfo);
            Stream<@Nullable SourceReader<?>> ofDetails = details == null
                    ? Stream.of()
                    : Stream.of(details.reader(), summary == null ? details.logFilesReader() : null);
            Stream<@Nullable SourceReader<?>> ofSandboxes =
                    sandboxes == null ? Stream.of() : Stream.of(sandboxes.reader(), sandboxes.usageReader());
            return Stream.of(fixed, ofDetails, ofSandboxes)
                    .flatMap(readers -> readers)
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

    /** What is asked of the runtime for sandboxes; null if nobody wants it. */
    record Sandboxes(
            SandboxDetailsSource source,
            SourceReader<Map<String, SandboxDetails>> reader,
            SnapshotUsageSource usage,
            SourceReader<Map<String, SnapshotUsage>> usageReader) {}

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
        Set<Sought> sought = SoughtContainers.of(peek(summaryPending), peek(podsPending), criContainers);
        look.asking(peers(criContainers));
        var cadvisorPending = startLook(collection, sought);
        var detailsPending = startDetails(collection, criContainers);
        var sandboxesPending = startSandboxes(collection, criContainers);
        Reading<Map<String, ContainerDetails>> detailsRead = await(detailsPending);
        Reading<Map<String, SandboxDetails>> sandboxesRead = await(sandboxesPending);
        var usagePending = startSandboxUsage(collection, orEmpty(sandboxesRead));
        Map<String, ContainerDetails> known = orEmpty(detailsRead);
        Reading<Map<String, Long>> logBytes = await(startLogFiles(collection, known));
        Reading<CadvisorContainers> seen = awaitLook(cadvisorPending, sought);
        Reading<Map<String, SnapshotUsage>> sandboxUsage = await(usagePending);
        NodeReadings readings = new NodeReadings(
                await(summaryPending),
                await(podsPending),
                await(criContainersPending),
                await(criStatsPending),
                diskStatsPending.await(),
                mountInfoPending.await(),
                sources.cadvisor() == null ? KubeletLook.NO_KUBELET : look.look(),
                known,
                orEmpty(logBytes),
                orEmpty(sandboxesRead),
                orEmpty(sandboxUsage),
                remembered);
        noteKubelet(readings.summary());
        boolean complete = Stream.of(
                        readings.summary(),
                        readings.pods(),
                        readings.criContainers(),
                        readings.criStats(),
                        readings.diskStats(),
                        readings.mountInfo(),
                        detailsRead,
                        logBytes,
                        seen,
                        sandboxesRead,
                        sandboxUsage)
                .noneMatch(reading -> reading instanceof Reading.Failed<?> failed && !failed.forbidden());
        NodeSnapshot snapshot = join.join(readings);
        remembered = facts(snapshot);
        return new Result(snapshot, complete, seen instanceof Reading.Fresh<CadvisorContainers>);
    }

    private static Map<String, ContainerFacts> facts(NodeSnapshot snapshot) {
        Map<String, ContainerFacts> facts = new HashMap<>();
        snapshot.rows().forEach(row -> {
            if (row.facts().containerId() != null) {
                facts.put(row.facts().containerId(), row.facts());
            }
        });
        return facts;
    }

    /** A kubelet that was gone may have come back as another one. */
    private void noteKubelet(Reading<Summary> summary) {
        if (summary instanceof Reading.Failed<Summary>) {
            kubeletWasGone = true;
        } else if (kubeletWasGone) {
            kubeletWasGone = false;
            kubeletReturns++;
        }
    }

    /** The runtime and the kubelet, in a form that changes when one of them may have become another. */
    private List<Object> peers(@Nullable CriContainers criContainers) {
        if (criContainers != null) {
            runtime = List.of(criContainers.runtime(), criContainers.connection());
        }
        return List.of(runtime, kubeletReturns);
    }

    /**
     * What one collection came to.
     *
     * @param complete whether all that was asked was answered, or refused for want of a permission
     * @param looked whether the kubelet's own series were looked through for it
     */
    record Result(NodeSnapshot snapshot, boolean complete, boolean looked) {}

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

    /**
     * The runtime's details of containers whose labels the kubelet has not shown, or of all if they are wanted for more
     * than labels.
     */
    private Collection.@Nullable Pending<Map<String, ContainerDetails>> startDetails(
            Collection collection, @Nullable CriContainers criContainers) {
        Details details = sources.details();
        if (details == null || criContainers == null) {
            return null;
        }
        List<CriContainers.RunningContainer> unknown = criContainers.containers().stream()
                .filter(container -> wants.imageDigests() || !isShown(container.id()))
                .toList();
        if (unknown.isEmpty()) {
            details.reader().notNeeded();
            return null;
        }
        details.source().want(unknown);
        return collection.start(details.reader());
    }

    /** With cri-dockerd the kubelet lists containers, but has lost their names. */
    private boolean isShown(String containerId) {
        Labels labels = look.look().index().byContainerId(containerId);
        return labels != null && !labels.image().isEmpty();
    }

    private Collection.@Nullable Pending<Map<String, SandboxDetails>> startSandboxes(
            Collection collection, @Nullable CriContainers criContainers) {
        Sandboxes sandboxes = sources.sandboxes();
        if (sandboxes == null || criContainers == null) {
            return null;
        }
        sandboxes.source().want(criContainers.sandboxes());
        return collection.start(sandboxes.reader());
    }

    private Collection.@Nullable Pending<Map<String, SnapshotUsage>> startSandboxUsage(
            Collection collection, Map<String, SandboxDetails> details) {
        Sandboxes sandboxes = sources.sandboxes();
        if (sandboxes == null || details.isEmpty()) {
            return null;
        }
        sandboxes.usage().want(details);
        return collection.start(sandboxes.usageReader());
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
