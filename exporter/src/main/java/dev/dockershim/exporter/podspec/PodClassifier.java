package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.HostPath;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import dev.dockershim.exporter.podspec.PodManifest.Container;
import dev.dockershim.exporter.podspec.PodManifest.ContainerStatus;
import dev.dockershim.exporter.podspec.PodManifest.Metadata;
import dev.dockershim.exporter.podspec.PodManifest.Spec;
import dev.dockershim.exporter.podspec.PodManifest.Status;
import dev.dockershim.exporter.podspec.PodManifest.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of a pod's manifest what it tells about Docker. */
public final class PodClassifier {

    private static final int LONGEST_NAMESPACE = 63;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_KIND = 63;

    private PodClassifier() {}

    /** What {@code pod} tells; null if it lacks a name, a namespace or a specification: it cannot be named or judged. */
    public static @Nullable PodSpec classify(PodManifest pod) {
        Metadata metadata = pod.metadata();
        Spec spec = pod.spec();
        if (metadata == null || spec == null || isMissing(metadata.name()) || isMissing(metadata.namespace())) {
            return null;
        }
        boolean staticPod = isStatic(metadata);
        Owner owner = staticPod ? Owner.NONE : Owner.of(metadata);
        Map<String, Volume> volumes = new HashMap<>();
        for (Volume volume : present(spec.volumes())) {
            if (volume.name() != null) {
                volumes.put(volume.name(), volume);
            }
        }
        Set<String> missingImages = missingImages(pod.status());
        Network network = Network.of(spec);
        Set<String> mountedVolumes = new HashSet<>();
        Set<Target> mounted = EnumSet.noneOf(Target.class);
        List<PodSpec.Container> containers = new ArrayList<>();
        for (Container container : Stream.of(spec.initContainers(), spec.containers(), spec.ephemeralContainers())
                .flatMap(list -> present(list).stream())
                .toList()) {
            Mounts mounts = new Mounts(present(container.volumeMounts()), volumes);
            mounted.addAll(mounts.targets());
            present(container.volumeMounts()).forEach(mount -> mountedVolumes.add(String.valueOf(mount.name())));
            containers.add(ContainerClassifier.classify(
                    container, mounts, network, missingImages.contains(String.valueOf(container.name()))));
        }
        return new PodSpec(
                BoundedText.of(metadata.namespace(), LONGEST_NAMESPACE),
                BoundedText.of(metadata.name(), LONGEST_NAME),
                BoundedText.of(owner.name(), LONGEST_NAME),
                BoundedText.of(owner.kind(), LONGEST_KIND),
                staticPod,
                Boolean.TRUE.equals(spec.hostPID()),
                hostPaths(mounted, volumes, mountedVolumes),
                containers);
    }

    static @Nullable String hostPath(Volume volume) {
        return volume.hostPath() == null ? null : volume.hostPath().path();
    }

    /** What is there of a list that may be missing, as may each of its elements. */
    static <T> List<T> present(@Nullable Collection<@Nullable T> list) {
        List<T> present = new ArrayList<>();
        if (list != null) {
            for (T element : list) {
                if (element != null) {
                    present.add(element);
                }
            }
        }
        return present;
    }

    private static List<HostPath> hostPaths(
            Set<Target> mounted, Map<String, Volume> volumes, Set<String> mountedVolumes) {
        Set<Target> unmounted = EnumSet.noneOf(Target.class);
        volumes.forEach((name, volume) -> {
            Target target = mountedVolumes.contains(name) ? null : HostPaths.target(hostPath(volume));
            if (target != null && !mounted.contains(target)) {
                unmounted.add(target);
            }
        });
        List<HostPath> paths = new ArrayList<>();
        mounted.forEach(target -> paths.add(new HostPath(target, true)));
        unmounted.forEach(target -> paths.add(new HostPath(target, false)));
        return paths;
    }

    /** Made from a file or a URL, not by the API server (kubernetes pkg/kubelet/types, ConfigSourceAnnotationKey). */
    private static boolean isStatic(Metadata metadata) {
        String source =
                metadata.annotations() == null ? null : metadata.annotations().configSource();
        return !isMissing(source) && !Objects.equals(source, "api");
    }

    /** Containers that wait for an image that nobody may pull (kubernetes pkg/kubelet/images, ErrImageNeverPull). */
    private static Set<String> missingImages(@Nullable Status status) {
        Set<String> names = new HashSet<>();
        if (status == null) {
            return names;
        }
        for (List<@Nullable ContainerStatus> statuses : Arrays.asList(
                status.initContainerStatuses(), status.containerStatuses(), status.ephemeralContainerStatuses())) {
            for (ContainerStatus container : present(statuses)) {
                boolean waits = container.state() != null
                        && container.state().waiting() != null
                        && Objects.equals(container.state().waiting().reason(), "ErrImageNeverPull");
                if (waits && container.name() != null) {
                    names.add(container.name());
                }
            }
        }
        return names;
    }

    private static boolean isMissing(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
