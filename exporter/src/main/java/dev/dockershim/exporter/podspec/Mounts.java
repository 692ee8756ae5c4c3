package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.evidence.PodSpec.Target;
import dev.dockershim.exporter.podspec.PodManifest.Volume;
import dev.dockershim.exporter.podspec.PodManifest.VolumeMount;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The volumes one container mounts: what they show it of the host, and whose a path in it is. */
final class Mounts {

    /** Whose a path in a container is. */
    enum Place {
        /** The container's own, or a volume that holds no socket of Docker's. */
        CONTAINER,
        /** An emptyDir: its containers share it, the host's Docker does not. */
        POD,
        /** The host's. */
        HOST
    }

    private record Mount(String path, Place place) {}

    private final List<Mount> mounts = new ArrayList<>();
    private final Set<Target> targets = EnumSet.noneOf(Target.class);

    /** Of the mounts of a container, with the pod's volumes by their names. */
    Mounts(List<VolumeMount> container, Map<String, Volume> volumes) {
        for (VolumeMount mount : container) {
            Volume volume = mount.name() == null ? null : volumes.get(mount.name());
            if (volume == null || mount.mountPath() == null) {
                continue;
            }
            String hostPath = PodClassifier.hostPath(volume);
            if (hostPath != null) {
                Target target = HostPaths.target(seen(hostPath, mount));
                if (target != null) {
                    targets.add(target);
                }
            }
            Place place = hostPath != null ? Place.HOST : volume.emptyDir() != null ? Place.POD : Place.CONTAINER;
            mounts.add(new Mount(HostPaths.normalise(mount.mountPath()), place));
        }
    }

    /** What the container sees of the host that concerns Docker. */
    Set<Target> targets() {
        return targets;
    }

    /** Whose {@code path} is: that of the deepest mount it lies below. */
    Place placeOf(String path) {
        String clean = HostPaths.normalise(path);
        Mount deepest = null;
        for (Mount mount : mounts) {
            if (HostPaths.isOrLiesBelow(clean, mount.path)
                    && (deepest == null || mount.path.length() >= deepest.path.length())) {
                deepest = mount;
            }
        }
        return deepest == null ? Place.CONTAINER : deepest.place;
    }

    /**
     * A sub path narrows a volume: of {@code /var/run} only {@code docker.sock}, of {@code /} only {@code etc}. One with
     * variables may be anything, so that it narrows nothing.
     */
    private static String seen(String hostPath, VolumeMount mount) {
        String below = mount.subPath();
        if (below == null || below.isEmpty()) {
            below = mount.subPathExpr();
        }
        return below == null || below.isEmpty() || isExpression(below, mount.subPathExpr())
                ? hostPath
                : hostPath + "/" + below;
    }

    private static boolean isExpression(String below, @Nullable String expression) {
        return below.equals(expression) && below.contains("$(");
    }
}
