package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.IdentityLook.Sought;
import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
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

    private final NodeSources sources;
    private final SnapshotJoin join;
    private final Wants wants;
    private final IdentityLook look;
    private final Peers peers = new Peers();
    /** Of the collection before: what is known of a container holds as long as it lives. */
    private Map<String, ContainerFacts> remembered = Map.of();

    NodeCollector(NodeSources sources, SnapshotJoin join, Wants wants) {
        this.sources = sources;
        this.join = join;
        this.wants = wants;
        this.look = new IdentityLook(wants.lookAgain());
    }

    /**
     * What is to be found out beyond what the series need.
     *
     * @param imageDigests the digest of each container's image
     * @param lookAgain when the kubelet's series are looked through again although nothing has changed
     */
    record Wants(boolean imageDigests, Duration lookAgain) {}

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
        look.asking(peers.now(criContainers));
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
        peers.note(readings.summary());
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
        } else if (reading instanceof Reading.Failed<CadvisorContainers> failed && failed.forbidden()) {
            look.refused();
        } else if (reading instanceof Reading.Failed<CadvisorContainers>) {
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
        var details = sources.containerDetails();
        if (details == null || criContainers == null) {
            return null;
        }
        List<String> unknown = criContainers.containers().stream()
                .map(CriContainers.RunningContainer::id)
                .filter(id -> wants.imageDigests() || !isShown(id))
                .toList();
        if (unknown.isEmpty()) {
            details.reader().notNeeded();
            return null;
        }
        return details.start(collection, unknown);
    }

    /** With cri-dockerd the kubelet lists containers, but has lost their names. */
    private boolean isShown(String containerId) {
        Labels labels = look.look().index().byContainerId(containerId);
        return labels != null && !labels.image().isEmpty();
    }

    private Collection.@Nullable Pending<Map<String, SandboxDetails>> startSandboxes(
            Collection collection, @Nullable CriContainers criContainers) {
        var sandboxes = sources.sandboxDetails();
        return sandboxes == null || criContainers == null
                ? null
                : sandboxes.start(
                        collection,
                        criContainers.sandboxes().stream()
                                .map(CriContainers.ReadySandbox::id)
                                .toList());
    }

    private Collection.@Nullable Pending<Map<String, SnapshotUsage>> startSandboxUsage(
            Collection collection, Map<String, SandboxDetails> details) {
        var usage = sources.sandboxUsage();
        return usage == null || details.isEmpty() ? null : usage.start(collection, details);
    }

    private Collection.@Nullable Pending<Map<String, Long>> startLogFiles(
            Collection collection, Map<String, ContainerDetails> details) {
        var logFiles = sources.logFiles();
        if (logFiles == null) {
            return null;
        }
        Map<String, String> paths = new HashMap<>();
        details.forEach((id, detail) -> {
            if (detail.logPath() != null) {
                paths.put(id, detail.logPath());
            }
        });
        return logFiles.start(collection, paths);
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
