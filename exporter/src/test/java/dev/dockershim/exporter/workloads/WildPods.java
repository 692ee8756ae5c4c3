package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.podspec.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Pods as they are found in clusters, written anew and shortened. */
public final class WildPods {

    private WildPods() {}

    /** What the pod tells. */
    public static PodSpec read(String name) {
        try (InputStream in = WildPods.class.getResourceAsStream("wild/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return Manifests.classify(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the template of the workload that the pod belongs to tells: named as that is. */
    public static PodSpec template(String name) {
        PodSpec pod = read(name);
        Workload workload = Workload.of(pod);
        return new PodSpec(
                pod.namespace(),
                workload.name(),
                workload.name(),
                workload.type(),
                false,
                pod.hostPid(),
                pod.volumes(),
                pod.containers());
    }
}
