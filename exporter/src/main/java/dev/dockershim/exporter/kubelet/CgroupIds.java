package dev.dockershim.exporter.kubelet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the container id in a cgroup path. The last element is {@code <id>} with the cgroupfs driver, and
 * {@code docker-<id>.scope}, {@code cri-containerd-<id>.scope} or {@code crio-<id>.scope} with systemd; where the two are
 * mixed up, {@code ...slice:cri-containerd:<id>}. An id is 64 hex digits with every runtime.
 */
public final class CgroupIds {

    /** Hex digits of a container id. */
    public static final int ID_LENGTH = 64;

    private static final byte[] SCOPE = ".scope".getBytes(StandardCharsets.US_ASCII);

    /** Before the id of the monitor process of CRI-O and podman, which is not the container. */
    private static final byte[] MONITOR = "conmon-".getBytes(StandardCharsets.US_ASCII);

    private CgroupIds() {}

    static @Nullable String containerId(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        int start = containerIdStart(bytes, 0, bytes.length);
        return start < 0 ? null : new String(bytes, start, ID_LENGTH, StandardCharsets.US_ASCII);
    }

    /**
     * Where the id begins in the path that lies in {@code text} from {@code from} to before {@code to}, plain or with its
     * quotes and backslashes escaped; -1 if the path is no container's.
     */
    public static int containerIdStart(byte[] text, int from, int to) {
        int end = endsWith(SCOPE, text, from, to) ? to - SCOPE.length : to;
        int start = end - ID_LENGTH;
        if (start < from || !isId(text, start)) {
            return -1;
        }
        if (start > from) {
            byte before = text[start - 1];
            if (before != '/' && before != '-' && before != ':') {
                return -1;
            }
        }
        return endsWith(MONITOR, text, from, start) ? -1 : start;
    }

    /** Whether there are {@value #ID_LENGTH} hex digits in lower case at {@code start}; the caller has seen to the room. */
    public static boolean isId(byte[] text, int start) {
        for (int i = start; i < start + ID_LENGTH; i++) {
            byte b = text[i];
            if ((b < '0' || b > '9') && (b < 'a' || b > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(byte[] suffix, byte[] text, int from, int to) {
        int start = to - suffix.length;
        if (start < from) {
            return false;
        }
        for (int i = 0; i < suffix.length; i++) {
            if (text[start + i] != suffix[i]) {
                return false;
            }
        }
        return true;
    }
}
