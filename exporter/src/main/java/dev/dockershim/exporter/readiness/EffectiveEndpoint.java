package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import org.jspecify.annotations.Nullable;

/**
 * Which CRI endpoint a kubelet uses: flags before files before its default, by the rules of its version (kubernetes
 * cmd/kubelet/app/options and pkg/kubelet/apis/config/v1beta1/defaults.go).
 *
 * @param running of the kubelet that runs: its command line, {@code /configz} from 1.27 on, or the default where its
 *     command line proves it; null if not seen
 * @param configured what its files give it at its next start; null if not seen
 * @param effective the running one, else the best that files tell of it; null if nothing tells
 */
public record EffectiveEndpoint(
        @Nullable Found running,
        @Nullable Found configured,
        @Nullable Found effective) {

    /** What tells an endpoint. */
    public enum Origin {
        /** A flag. */
        FLAG,
        /** The configuration. */
        CONFIG,
        /** Neither: the kubelet's default. */
        DEFAULT
    }

    /**
     * An endpoint, and what told it.
     *
     * @param kind whose it is
     * @param origin what told it
     */
    public record Found(EndpointClass kind, Origin origin) {}

    /** Of a node whose kubelet has that version; null if it is not known. */
    static EffectiveEndpoint of(NodeEvidence evidence, @Nullable Version kubelet) {
        KubeletProcess process = evidence.process().orNull();
        KubeletFiles files = evidence.files().orNull();
        Found running = process == null ? null : ofProcess(process, kubelet);
        if (running == null) {
            running = ofConfigz(evidence.configz().orNull(), kubelet);
        }
        boolean embedded = process != null && process.embedded();
        Found configured = files == null ? null : ofFiles(files, embedded, kubelet);
        Found effective = running;
        if (effective == null && process != null && files != null && !embedded && readsConfig(kubelet)) {
            // No flag on the live command line: flags that are in the files by now are not in force yet.
            effective = ofConfig(files.config(), true);
        }
        if (effective == null && !mayYetBeDockershim(configured, kubelet)) {
            effective = configured;
        }
        return new EffectiveEndpoint(running, configured, effective);
    }

    /** Files tell of the next start only: where dockershim exists they do not prove that it is gone already. */
    private static boolean mayYetBeDockershim(@Nullable Found configured, @Nullable Version kubelet) {
        return configured != null
                && configured.kind() != EndpointClass.DOCKERSHIM
                && kubelet != null
                && KubeletVersions.hasDockershim(kubelet);
    }

    /** The same, where a path that tells nothing is settled by the name the runtime gives itself. */
    EffectiveEndpoint settled(RuntimeName.Kind name) {
        return new EffectiveEndpoint(settle(running, name), settle(configured, name), settle(effective, name));
    }

    /** The running kind; null if not seen. */
    @Nullable
    EndpointClass runningKind() {
        return running == null ? null : running.kind();
    }

    /** The configured kind; null if not seen. */
    @Nullable
    EndpointClass configuredKind() {
        return configured == null ? null : configured.kind();
    }

    /** The effective kind; null if nothing tells. */
    public @Nullable EndpointClass effectiveKind() {
        return effective == null ? null : effective.kind();
    }

    private static @Nullable Found settle(@Nullable Found found, RuntimeName.Kind name) {
        if (found == null || found.kind() != EndpointClass.OTHER) {
            return found;
        }
        return switch (name) {
            // Docker behind a CRI path that is not dockershim's.
            case DOCKER -> new Found(EndpointClass.CRI_DOCKERD, found.origin());
            case CONTAINERD -> new Found(EndpointClass.CONTAINERD, found.origin());
            case CRI_O -> new Found(EndpointClass.CRI_O, found.origin());
            case OTHER, UNKNOWN -> found;
        };
    }

    private static @Nullable Found ofProcess(KubeletProcess process, @Nullable Version kubelet) {
        return process.embedded() ? ofEmbedded(process.flags(), kubelet) : ofFlags(process.flags(), kubelet, true);
    }

    /**
     * k3s' own flags: an endpoint of its own is always CRI; {@code --docker} was dockershim, and is cri-dockerd since
     * 1.24. Neither of them says nothing: which runtime is inside depends on the distribution.
     */
    private static @Nullable Found ofEmbedded(KubeletSettings flags, @Nullable Version kubelet) {
        if (flags.endpoint() != null) {
            return new Found(flags.endpoint().kind(), Origin.FLAG);
        }
        boolean docker = flags.containerRuntime() == ContainerRuntimeFlag.DOCKER
                || flags.containerRuntime() == ContainerRuntimeFlag.K3S_DOCKER;
        if (!docker || kubelet == null) {
            return null;
        }
        return new Found(
                KubeletVersions.hasDockershim(kubelet) ? EndpointClass.DOCKERSHIM : EndpointClass.CRI_DOCKERD,
                Origin.FLAG);
    }

    private static @Nullable Found ofFlags(KubeletSettings flags, @Nullable Version kubelet, boolean all) {
        if (kubelet == null) {
            // Both flags together mean the same in each version that knows them.
            return flags.containerRuntime() == ContainerRuntimeFlag.REMOTE ? endpoint(flags) : null;
        }
        if (!KubeletVersions.hasDockershim(kubelet)) {
            return endpoint(flags);
        }
        if (flags.containerRuntime() == ContainerRuntimeFlag.REMOTE) {
            // Its default was dockershim's own socket.
            return flags.endpoint() == null ? new Found(EndpointClass.DOCKERSHIM, Origin.DEFAULT) : endpoint(flags);
        }
        if (flags.containerRuntime() != null) {
            return new Found(EndpointClass.DOCKERSHIM, Origin.FLAG);
        }
        // An endpoint alone changes nothing up to 1.23.
        return all ? new Found(EndpointClass.DOCKERSHIM, Origin.DEFAULT) : null;
    }

    /** Up to 1.26 the configuration has no endpoint; from 1.27 on it has the flag's, too. */
    private static @Nullable Found ofConfigz(@Nullable KubeletSettings configz, @Nullable Version kubelet) {
        if (configz == null || (kubelet != null && !readsConfig(kubelet))) {
            return null;
        }
        return ofConfig(configz, readsConfig(kubelet));
    }

    private static @Nullable Found ofConfig(KubeletSettings config, boolean hasDefault) {
        if (config.endpoint() != null) {
            return new Found(config.endpoint().kind(), Origin.CONFIG);
        }
        return hasDefault ? new Found(EndpointClass.CONTAINERD, Origin.DEFAULT) : null;
    }

    /** Files that are kubeadm's are all there are; others may leave out flags that a start script adds. */
    private static @Nullable Found ofFiles(KubeletFiles files, boolean embedded, @Nullable Version kubelet) {
        if (embedded || files.flags().containerRuntime() == ContainerRuntimeFlag.K3S_DOCKER) {
            return ofEmbedded(files.flags(), kubelet);
        }
        Found flag = ofFlags(files.flags(), kubelet, files.kubeadm());
        return flag == null && readsConfig(kubelet) ? ofConfig(files.config(), files.kubeadm()) : flag;
    }

    private static @Nullable Found endpoint(KubeletSettings flags) {
        return flags.endpoint() == null ? null : new Found(flags.endpoint().kind(), Origin.FLAG);
    }

    private static boolean readsConfig(@Nullable Version kubelet) {
        return kubelet != null && KubeletVersions.hasEndpointInConfig(kubelet);
    }
}
