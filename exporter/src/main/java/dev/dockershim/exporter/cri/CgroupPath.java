package dev.dockershim.exporter.cri;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container's cgroup as the kubelet prints it in the label {@code id}, from the {@code linux.cgroupsPath} that the
 * runtime handed to runc or crun (runtime-spec, config-linux.md "Cgroups Path").
 */
final class CgroupPath {

    private static final String SLICE = ".slice";

    private CgroupPath() {}

    /**
     * Expands {@code slice:prefix:name} of the systemd driver; a path of the cgroupfs driver stays as it is.
     *
     * @param cgroupsPath such as {@code kubepods-burstable-pod1_2.slice:cri-containerd:9be2}, which yields
     *     {@code /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1_2.slice/cri-containerd-9be2.scope}
     * @return null if it is neither, since a cgroup relative to an unknown one is not known
     */
    static @Nullable String expand(String cgroupsPath) {
        if (cgroupsPath.startsWith("/")) {
            return cgroupsPath;
        }
        List<String> parts = List.of(cgroupsPath.split(":", -1));
        if (parts.size() != 3) {
            return null;
        }
        String prefix = parts.get(1);
        String name = parts.get(2);
        String slices = slices(parts.get(0));
        if (slices == null || prefix.isEmpty() || name.isEmpty()) {
            return null;
        }
        return slices + "/" + prefix + "-" + name + ".scope";
    }

    /**
     * Each dash in a slice's name is one level below the slice named by what is before it (systemd.slice(5);
     * kubernetes pkg/kubelet/cm/cgroup_manager_linux.go uses the same rule by way of runc's ExpandSlice).
     */
    private static @Nullable String slices(String slice) {
        if (slice.equals("-" + SLICE)) {
            return "";
        }
        if (!slice.endsWith(SLICE) || slice.contains("/")) {
            return null;
        }
        String name = slice.substring(0, slice.length() - SLICE.length());
        StringBuilder path = new StringBuilder();
        int from = 0;
        for (int to = name.indexOf('-'); from <= name.length(); to = name.indexOf('-', from)) {
            int end = to < 0 ? name.length() : to;
            if (end == from) {
                return null;
            }
            path.append('/').append(name, 0, end).append(SLICE);
            from = end + 1;
        }
        return path.toString();
    }
}
