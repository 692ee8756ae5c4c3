package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.kubelet.CgroupIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Names cgroups as Docker's systemd driver named them: {@code /cri-containerd-<id>.scope} and {@code /crio-<id>.scope}
 * become {@code /docker-<id>.scope}. With the cgroupfs driver all runtimes name them alike.
 */
final class DockerIds {

    private static final byte[] DOCKER = ascii("/docker-");
    private static final byte[] CONTAINERD = ascii("/cri-containerd-");
    private static final byte[] CRIO = ascii("/crio-");
    private static final byte[] SCOPE = ascii(".scope");

    private DockerIds() {}

    /** Rewrites a value that lies in {@code text} from {@code from} to before {@code to}. */
    static void rewrite(byte[] text, int from, int to, Splices out) throws IOException {
        int last = to - CgroupIds.ID_LENGTH - SCOPE.length - CRIO.length;
        int i = from;
        while (i <= last) {
            int prefix = text[i] == '/' ? runtimePrefix(text, i, to) : 0;
            if (prefix == 0) {
                i++;
            } else {
                out.drop(i, i + prefix);
                out.append(DOCKER);
                i += prefix + CgroupIds.ID_LENGTH + SCOPE.length;
            }
        }
    }

    /** The length of the runtime's prefix if a container's scope begins at {@code at}, else 0. */
    private static int runtimePrefix(byte[] text, int at, int to) {
        int prefix = startsWith(CONTAINERD, text, at, to) ? CONTAINERD.length : 0;
        prefix = startsWith(CRIO, text, at, to) ? CRIO.length : prefix;
        int id = at + prefix;
        int scope = id + CgroupIds.ID_LENGTH;
        boolean found = prefix > 0 && scope <= to && CgroupIds.isId(text, id) && startsWith(SCOPE, text, scope, to);
        return found ? prefix : 0;
    }

    private static boolean startsWith(byte[] prefix, byte[] text, int at, int to) {
        if (to - at < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (text[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
