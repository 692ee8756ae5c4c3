package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.EffectiveEndpoint;
import org.jspecify.annotations.Nullable;

/** Words of the details. */
final class Words {

    private Words() {}

    /** {@code 1 mirror}, {@code 2 mirrors}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A runtime with its version. */
    static String runtime(RuntimeName name) {
        return name.version() == null ? kind(name.kind()) : kind(name.kind()) + " " + name.version();
    }

    /** Whose endpoint. */
    static String endpoint(EndpointClass kind) {
        return switch (kind) {
            case DOCKERSHIM -> "dockershim";
            case CRI_DOCKERD -> "cri-dockerd";
            case CONTAINERD -> "containerd";
            case CRI_O -> "CRI-O";
            case OTHER -> "another CRI runtime";
        };
    }

    /** What told an endpoint. */
    static String origin(EffectiveEndpoint.Origin origin) {
        return switch (origin) {
            case FLAG -> "by a flag";
            case CONFIG -> "by the kubelet's configuration";
            case DEFAULT -> "by the kubelet's default";
        };
    }

    /** A kubelet's version; "of unknown version" if it is not known. */
    static String kubelet(@Nullable Version version) {
        return version == null ? "kubelet of unknown version" : "kubelet " + version;
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case DOCKER -> "Docker";
            case CONTAINERD -> "containerd";
            case CRI_O -> "CRI-O";
            case OTHER -> "another runtime";
            case UNKNOWN -> "an unknown runtime";
        };
    }
}
