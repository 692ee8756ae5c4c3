package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.evidence.PodSpec.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What lies at a path of the host. Paths that only lead to the same place are the same: {@code /var/run} is a link to
 * {@code /run} on every node with systemd, and the kubelet cleans a path of doubled slashes and dots.
 *
 * <p>{@code /var/log/containers} is none of Docker's: its links lead into {@code /var/log/pods}, which every runtime
 * has, and from there to {@link Target#DOCKER_LOGS} with Docker alone; who follows them mounts that as well. Neither is
 * {@code /var/lib}: it lies above Docker's directory, and above the kubelet's, for which CSI drivers and log agents mount
 * it.
 */
public final class HostPaths {

    private static final Set<String> PARENTS = Set.of("/", "/run", "/var");
    private static final Set<String> FILES = Set.of(
            "/usr/bin/docker",
            "/usr/bin/dockerd",
            "/usr/local/bin/docker",
            "/usr/local/bin/dockerd",
            "/bin/docker",
            "/bin/dockerd",
            "/run/docker.pid");
    private static final Set<String> DIRECTORIES = Set.of("/var/lib/docker", "/etc/docker", "/run/docker");
    private static final String LOGS = "/var/lib/docker/containers";

    /** Docker without root puts its socket here (docs.docker.com, "Rootless mode"). */
    private static final Pattern ROOTLESS_SOCKET = Pattern.compile("/run/user/[0-9]{1,10}/docker\\.sock");

    /** On Windows: a pipe, which a pod mounts as if it were a file. */
    private static final Pattern PIPE =
            Pattern.compile("(?:npipe:)?[\\\\/]{2,4}\\.[\\\\/]+pipe[\\\\/]+docker_engine", Pattern.CASE_INSENSITIVE);

    private HostPaths() {}

    /** What lies at {@code path}; null if it does not concern Docker, or is no path. */
    public static @Nullable Target target(@Nullable String path) {
        if (path == null || path.isBlank()) {
            return null;
        }
        if (PIPE.matcher(path.strip()).matches()) {
            return Target.DOCKER_SOCKET;
        }
        String clean = normalise(path);
        if (clean.equals("/run/docker.sock") || ROOTLESS_SOCKET.matcher(clean).matches()) {
            return Target.DOCKER_SOCKET;
        }
        if (clean.toLowerCase(Locale.ROOT).endsWith("dockershim.sock")) {
            return Target.DOCKERSHIM_SOCKET;
        }
        if (PARENTS.contains(clean)) {
            return Target.PARENT_OF_SOCKET;
        }
        if (isOrLiesBelow(clean, LOGS)) {
            return Target.DOCKER_LOGS;
        }
        boolean dockers =
                FILES.contains(clean) || DIRECTORIES.stream().anyMatch(directory -> isOrLiesBelow(clean, directory));
        return dockers ? Target.DOCKER_DIRECTORY : null;
    }

    /** The one way to write {@code path}: from the root, without empty and dotted names, {@code /run} for its link. */
    public static String normalise(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.strip().split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        String clean = "/" + String.join("/", names);
        return isOrLiesBelow(clean, "/var/run") ? clean.substring("/var".length()) : clean;
    }

    static boolean isOrLiesBelow(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory.equals("/") ? "/" : directory + "/");
    }
}
