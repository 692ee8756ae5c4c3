package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What k3s and RKE2 are told of their kubelet: {@code --container-runtime-endpoint}, {@code --docker} and any number of
 * {@code --kubelet-arg} (k3s pkg/cli/cmds/agent.go).
 */
final class RancherArguments {

    /** The cri-dockerd within k3s, since 1.24 (k3s pkg/agent/config/config_linux.go). */
    private static final String CRI_DOCKERD = "/run/k3s/cri-dockerd/cri-dockerd.sock";

    private static final Set<String> VALUED = Set.of("container-runtime-endpoint", "kubelet-arg");
    private static final Set<String> SWITCHES = Set.of("docker");

    private final HostRoot host;

    RancherArguments(HostRoot host) {
        this.host = host;
    }

    /**
     * Of a command line's words.
     *
     * @throws MissingFileException if a flag lacks its value, or {@code --docker} cannot be understood
     */
    KubeletArguments parse(List<String> words, String where) throws MissingFileException {
        Flags flags = Flags.parse(words, VALUED, SWITCHES);
        List<String> kubelet = new ArrayList<>();
        if (flags != null) {
            flags.all("kubelet-arg").forEach(argument -> kubelet.add("--" + argument));
        }
        KubeletArguments arguments = flags == null ? null : KubeletArguments.parse(kubelet);
        if (flags == null || arguments == null) {
            throw new MissingFileException(
                    Reason.INVALID, where + " has a flag without its value, or a switch with none of its own");
        }
        KubeletSettings said = arguments.settings();
        return new KubeletArguments(
                new KubeletSettings(
                        said.endpoint() != null ? said.endpoint() : endpoint(flags),
                        said.containerRuntime() != null ? said.containerRuntime() : runtime(flags),
                        said.cgroupDriver(),
                        said.logMaxSize(),
                        said.logMaxFiles()),
                arguments.config(),
                arguments.configDirectory());
    }

    /** Not the kubelet's flag of that name, and which adapter it means depends on the version. */
    private static @Nullable ContainerRuntimeFlag runtime(Flags flags) {
        return flags.on("docker") ? ContainerRuntimeFlag.K3S_DOCKER : null;
    }

    /** Without the adapter's socket the version tells: the socket may not be mounted, or nothing may run yet. */
    private @Nullable Endpoint endpoint(Flags flags) {
        if (!flags.on("docker")) {
            return KubeletArguments.endpoint(flags.last("container-runtime-endpoint"));
        }
        return host.kind(CRI_DOCKERD) == HostRoot.Kind.SOCKET ? new Endpoint(EndpointClass.CRI_DOCKERD, true) : null;
    }
}
