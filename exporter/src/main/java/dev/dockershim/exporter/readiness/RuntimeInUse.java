package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runtime the kubelet uses, from all that tells of it. The kubelet's word counts (the Node object, the ids of its
 * containers); what answers CRI counts only if the kubelet's endpoint is seen to be that runtime's, since it may be
 * another runtime on the same machine.
 *
 * @param name its name and version; {@link RuntimeName#UNKNOWN} if nothing tells
 * @param certain whether it is known well enough to say where the node stands
 * @param disputed whether CRI or the containers' ids name another runtime
 * @param kubelet the kubelet's version; null if unknown
 * @param endpoint the kubelet's endpoint
 */
public record RuntimeInUse(
        RuntimeName name,
        boolean certain,
        boolean disputed,
        @Nullable Version kubelet,
        EffectiveEndpoint endpoint) {

    /** How old the last word of a node may be that is not ready. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /**
     * The same while it counts as ready: a kubelet confirms its conditions only every 5 minutes if none changes
     * (nodeStatusReportFrequency), and the lease that is renewed in between is not in the Node object.
     */
    private static final Duration QUIET = Duration.ofMinutes(10);

    /** What this evidence tells. */
    public static RuntimeInUse of(NodeEvidence evidence) {
        Version kubelet = KubeletVersions.of(evidence);
        NodeObject node = evidence.node().orNull();
        RuntimeName told = known(node == null ? null : node.runtime());
        RuntimeName pods = known(evidence.podRuntime().orNull());
        RuntimeName cri = known(answered(evidence.cri().orNull()));
        EffectiveEndpoint endpoint = EffectiveEndpoint.of(evidence, kubelet).settled(first(cri, told, pods));
        boolean fresh = node != null && fresh(node, evidence.at());

        RuntimeName name = told;
        boolean sure = told != null && ((fresh && told.version() != null) || fits(told.kind(), endpoint.runningKind()));
        if (!sure && pods != null && (told == null || told.kind() != pods.kind())) {
            name = pods;
        }
        if (name == null && cri != null && fits(cri.kind(), endpoint.runningKind())) {
            name = cri;
        }
        if (name == null) {
            return new RuntimeInUse(RuntimeName.UNKNOWN, false, false, kubelet, endpoint);
        }
        if (name.version() == null && cri != null && cri.kind() == name.kind()) {
            name = cri;
        }
        // Containers, of a kubelet of unknown version, are too little.
        boolean confirmed = pods != null && pods.kind() == name.kind() && kubelet != null;
        boolean certain = endpoint.running() != null || confirmed || sure;
        return new RuntimeInUse(name, certain, others(name, cri) || others(name, pods), kubelet, endpoint);
    }

    /**
     * What the node is said to run, whether or not the kubelet is seen to use it: by the runtime's own word, which is newer
     * than the Node object's while the kubelet is stopped; then by that, and by the ids of containers.
     */
    public static RuntimeName told(NodeEvidence evidence) {
        CriStatus cri = evidence.cri().orNull();
        NodeObject node = evidence.node().orNull();
        RuntimeName own = known(cri == null ? null : cri.runtime());
        RuntimeName kubelets = known(node == null ? null : node.runtime());
        RuntimeName pods = known(evidence.podRuntime().orNull());
        RuntimeName first = own != null ? own : kubelets != null ? kubelets : pods;
        return first == null ? RuntimeName.UNKNOWN : first;
    }

    /** Whether the Node object's word is new enough at that time to count. */
    public static boolean fresh(NodeObject node, Instant at) {
        Duration limit = Boolean.TRUE.equals(node.ready()) ? QUIET : SILENCE;
        return node.heartbeat() != null
                && Duration.between(node.heartbeat(), at).compareTo(limit) <= 0;
    }

    /** What Docker is to the kubelet, as far as it was seen: nothing is assumed. */
    public DockerRole dockerRole() {
        EndpointClass running = endpoint.runningKind();
        return switch (name.kind()) {
            case UNKNOWN -> ofEndpoint(running);
            case DOCKER -> {
                if (kubelet != null && !KubeletVersions.hasDockershim(kubelet)) {
                    yield certain ? DockerRole.CRI_DOCKERD : DockerRole.UNKNOWN;
                }
                DockerRole role = ofEndpoint(endpoint.effectiveKind());
                yield role == DockerRole.NONE ? DockerRole.UNKNOWN : role;
            }
            case CONTAINERD, CRI_O, OTHER ->
                certain && running != EndpointClass.DOCKERSHIM ? DockerRole.NONE : DockerRole.UNKNOWN;
        };
    }

    /** Whether the endpoint that was seen in use is one of this runtime's. */
    boolean endpointFits() {
        return fits(name.kind(), endpoint.runningKind());
    }

    private static DockerRole ofEndpoint(@Nullable EndpointClass kind) {
        return kind == null
                ? DockerRole.UNKNOWN
                : switch (kind) {
                    case DOCKERSHIM -> DockerRole.DOCKERSHIM;
                    case CRI_DOCKERD -> DockerRole.CRI_DOCKERD;
                    case CONTAINERD, CRI_O -> DockerRole.NONE;
                    case OTHER -> DockerRole.UNKNOWN;
                };
    }

    private static boolean fits(Kind name, @Nullable EndpointClass kind) {
        return kind != null
                && switch (kind) {
                    case DOCKERSHIM, CRI_DOCKERD -> name == Kind.DOCKER;
                    case CONTAINERD -> name == Kind.CONTAINERD;
                    case CRI_O -> name == Kind.CRI_O;
                    case OTHER -> name == Kind.OTHER;
                };
    }

    private static @Nullable RuntimeName answered(@Nullable CriStatus cri) {
        return cri == null || !cri.answers() ? null : cri.runtime();
    }

    private static @Nullable RuntimeName known(@Nullable RuntimeName name) {
        return name == null || name.kind() == Kind.UNKNOWN ? null : name;
    }

    private static boolean others(RuntimeName name, @Nullable RuntimeName other) {
        return other != null && other.kind() != name.kind();
    }

    private static Kind first(@Nullable RuntimeName... names) {
        for (RuntimeName name : names) {
            if (name != null) {
                return name.kind();
            }
        }
        return Kind.UNKNOWN;
    }
}
