package dev.dockershim.exporter.cri;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is read from {@code info["info"]} of a verbose ContainerStatus: a JSON document of the runtime's own that holds
 * the OCI spec as {@code runtimeSpec} on containerd (internal/cri/server/container_status.go) and CRI-O
 * (server/container_status.go), and lacks it on cri-dockerd.
 */
record RuntimeInfo(@Nullable RuntimeSpec runtimeSpec) {

    record RuntimeSpec(@Nullable Linux linux) {}

    record Linux(@Nullable String cgroupsPath) {}

    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(RuntimeInfo.class);

    /** The cgroup in the kubelet's form; null if the document does not tell it, or is none. */
    static @Nullable String cgroupPath(@Nullable String json) {
        if (json == null) {
            return null;
        }
        RuntimeInfo info;
        try {
            info = READER.readValue(json);
        } catch (JacksonException e) {
            return null;
        }
        if (info == null || info.runtimeSpec == null || info.runtimeSpec.linux == null) {
            return null;
        }
        return KeptText.cgroup(info.runtimeSpec.linux.cgroupsPath);
    }
}
