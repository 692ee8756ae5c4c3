package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kubelet is told by its arguments (kubernetes cmd/kubelet/app/options); the last of a flag wins. Paths stay in
 * this package: they only lead to further files.
 *
 * @param settings what leaves
 * @param config {@code --config}; null if not given
 * @param configDirectory {@code --config-dir}; null if not given
 */
record KubeletArguments(
        KubeletSettings settings,
        @Nullable String config,
        @Nullable String configDirectory) {

    /** Nothing is said. */
    static final KubeletArguments NONE = new KubeletArguments(KubeletSettings.NONE, null, null);

    private static final Set<String> VALUED = Set.of(
            "container-runtime",
            "container-runtime-endpoint",
            "cgroup-driver",
            "container-log-max-size",
            "container-log-max-files",
            "config",
            "config-dir");

    /** Of a command line's words; null if a flag lacks its value. */
    static @Nullable KubeletArguments parse(List<String> words) {
        Flags flags = Flags.parse(words, VALUED, Set.of());
        return flags == null ? null : of(flags);
    }

    private static KubeletArguments of(Flags flags) {
        return new KubeletArguments(
                new KubeletSettings(
                        endpoint(flags.last("container-runtime-endpoint")),
                        runtime(flags.last("container-runtime")),
                        CgroupDriver.parse(flags.last("cgroup-driver")),
                        flags.last("container-log-max-size") != null,
                        flags.last("container-log-max-files") != null),
                flags.last("config"),
                flags.last("config-dir"));
    }

    /** An endpoint as it is written; null if there is none or it is empty. */
    static @Nullable Endpoint endpoint(@Nullable String text) {
        return text == null || text.isBlank() ? null : Endpoint.parse(text);
    }

    private static @Nullable ContainerRuntimeFlag runtime(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "docker" -> ContainerRuntimeFlag.DOCKER;
            case "remote" -> ContainerRuntimeFlag.REMOTE;
            default -> ContainerRuntimeFlag.OTHER;
        };
    }
}
