package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.evidence.PodSpec.HostPath;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import java.util.List;

/** Pods as plain values. */
final class TestPods {

    private TestPods() {}

    static PodSpec of(String namespace, String name, String kind, String owner, Target... mounted) {
        return new PodSpec(
                namespace,
                name,
                owner,
                kind,
                false,
                false,
                List.of(mounted).stream()
                        .map(target -> new HostPath(target, true))
                        .toList(),
                List.of(container("team/app", DockerEnv.NONE)));
    }

    static PodSpec withImage(String image) {
        return new PodSpec("n", "p", "", "", false, false, List.of(), List.of(container(image, DockerEnv.NONE)));
    }

    static PodSpec.Container container(String image, DockerEnv env) {
        return new PodSpec.Container(image, false, false, false, false, false, env);
    }
}
