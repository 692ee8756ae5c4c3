package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.IdentityLook.Sought;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.node.ContainerSnapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The containers whose labels are wanted, by the source that names them best. */
final class SoughtContainers {

    private SoughtContainers() {}

    static Set<Sought> of(
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
}
