package dev.dockershim.exporter.kubelet;

import org.jspecify.annotations.Nullable;

/**
 * Finds the container id in a cgroup path. The last element is {@code <id>} with the cgroupfs driver, and
 * {@code docker-<id>.scope}, {@code cri-containerd-<id>.scope} or {@code crio-<id>.scope} with systemd; where the two are
 * mixed up, {@code ...slice:cri-containerd:<id>}. An id is 64 hex digits with every runtime.
 */
final class CgroupIds {

    private static final int ID_LENGTH = 64;
    private static final String SCOPE = ".scope";

    private CgroupIds() {}

    static @Nullable String containerId(String path) {
        int end = path.endsWith(SCOPE) ? path.length() - SCOPE.length() : path.length();
        int start = end - ID_LENGTH;
        if (start < 0) {
            return null;
        }
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return null;
            }
        }
        if (start > 0) {
            char before = path.charAt(start - 1);
            if (before != '/' && before != '-' && before != ':') {
                return null;
            }
            // the monitor process of CRI-O and podman, not the container
            if (path.startsWith("conmon-", start - "conmon-".length())) {
                return null;
            }
        }
        return path.substring(start, end);
    }
}
