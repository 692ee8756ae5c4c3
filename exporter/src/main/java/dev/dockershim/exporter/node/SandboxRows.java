package dev.dockershim.exporter.node;

import static dev.dockershim.exporter.node.ContainerSnapshot.UNKNOWN;

import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriContainers.ReadySandbox;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.kubelet.Summary.PodReference;
import dev.dockershim.exporter.node.ContainerSnapshot.Disk;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pause containers of a node. The summary never lists them; CRI does, without any file system; the kubelet's own
 * series name those that it knows.
 */
final class SandboxRows {

    private static final String CONTAINERD = "containerd";
    private static final String CRIO = "cri-o";

    private final NodeReadings readings;
    private final IdentityIndex index;
    private final @Nullable ContainerSnapshot neighbour;

    /**
     * The sandboxes of what was read.
     *
     * @param containers the containers beside them: a sandbox's layer lies where all of theirs do
     */
    SandboxRows(NodeReadings readings, List<ContainerSnapshot> containers) {
        this.readings = readings;
        this.index = readings.look().index();
        this.neighbour = isOneStorage(containers) ? containers.get(0) : null;
    }

    List<ContainerSnapshot> rows() {
        CriContainers cri = readings.criContainers().orNull();
        return cri == null ? seen() : listed(cri);
    }

    private List<ContainerSnapshot> listed(CriContainers cri) {
        List<ContainerSnapshot> rows = new ArrayList<>();
        for (ReadySandbox sandbox : cri.sandboxes()) {
            SandboxDetails details = readings.sandboxDetails().get(sandbox.id());
            String image = details == null ? null : details.image();
            Labels printed = index.byContainerId(sandbox.id());
            if (printed == null && cri.runtime().name().equals(CRIO)) {
                continue; // CRI-O drops the pause container where the pod does not need it, and lists the sandbox still
            }
            ContainerIdentity identity = printed == null
                    ? new ContainerIdentity(
                            "",
                            device(),
                            details == null ? "" : Objects.requireNonNullElse(details.cgroupPath(), ""),
                            Objects.requireNonNullElse(image, ""),
                            cri.runtime().name().equals(CONTAINERD) ? sandbox.id() : "",
                            sandbox.namespace(),
                            sandbox.pod())
                    : identity(printed, sandbox.namespace(), sandbox.pod());
            ContainerFacts facts =
                    new ContainerFacts(sandbox.id(), sandbox.podUid(), sandbox.attempt(), null, image, null);
            rows.add(row(identity, facts, sandbox.createdAtNanos() / 1_000_000, printed));
        }
        return rows;
    }

    /** Those that the last look showed, as far as their pods still run. */
    private List<ContainerSnapshot> seen() {
        Summary summary = readings.summary().orNull();
        if (summary == null) {
            return List.of();
        }
        Map<List<String>, PodReference> pods = new HashMap<>();
        summary.pods()
                .forEach(pod ->
                        pods.put(List.of(pod.podRef().namespace(), pod.podRef().name()), pod.podRef()));
        List<ContainerSnapshot> rows = new ArrayList<>();
        for (Labels printed : index.sandboxes()) {
            PodReference pod = pods.get(List.of(printed.namespace(), printed.pod()));
            if (pod != null) {
                ContainerFacts facts = new ContainerFacts(printed.containerId(), pod.uid(), UNKNOWN, null, null, null);
                long startedAt = printed.startTimeSeconds() < 0 ? UNKNOWN : printed.startTimeSeconds() * 1000;
                rows.add(row(identity(printed, printed.namespace(), printed.pod()), facts, startedAt, printed));
            }
        }
        return rows;
    }

    private ContainerIdentity identity(Labels printed, String namespace, String pod) {
        return new ContainerIdentity(
                printed.container(), device(), printed.id(), printed.image(), printed.name(), namespace, pod);
    }

    private ContainerSnapshot row(
            ContainerIdentity identity, ContainerFacts facts, long startedAtMillis, @Nullable Labels printed) {
        SnapshotUsage layer =
                facts.containerId() == null ? null : readings.sandboxUsage().get(facts.containerId());
        FileSystemUsage beside = neighbour == null ? null : neighbour.usage();
        FileSystemUsage usage = new FileSystemUsage(
                layer == null ? UNKNOWN : layer.bytes(),
                layer == null ? UNKNOWN : layer.inodes(),
                beside == null ? UNKNOWN : beside.capacityBytes(),
                beside == null ? UNKNOWN : beside.inodes(),
                beside == null ? UNKNOWN : beside.inodesFree(),
                true);
        Disk disk = neighbour == null ? null : neighbour.disk();
        return new ContainerSnapshot(
                Kind.SANDBOX,
                identity,
                facts.orElse(readings.remembered()),
                startedAtMillis,
                usage,
                disk,
                printed == null ? null : index.samplesOf(printed));
    }

    private String device() {
        return neighbour == null ? "" : neighbour.identity().device();
    }

    /** A runtime has one snapshotter for all, unless runtime classes choose others: then a sandbox's is not known. */
    private static boolean isOneStorage(List<ContainerSnapshot> containers) {
        return containers.stream()
                        .map(container -> List.of(
                                container.identity().device(), container.usage().capacityBytes()))
                        .distinct()
                        .count()
                == 1;
    }
}
