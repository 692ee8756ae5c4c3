package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.podspec.PodManifest.EnvVar;
import dev.dockershim.exporter.podspec.PodManifest.ValueFrom;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a container's variables and arguments lead to Docker, and to whose. A variable counts by Docker's names for
 * it, or because its value names Docker's socket; {@code envFrom} hides its names, and is left alone. An argument counts
 * if it names Docker's socket below a directory of the host's that is mounted there: scripts name paths for many reasons.
 */
public final class DockerVariables {

    /** The parts of a pod that tell whether an address is its own. */
    public interface Surroundings {

        /** Whether {@code host} is this pod: a loopback address that it shares with nobody else, or an alias of one. */
        boolean isOwnHost(String host);

        /** Whether the socket at {@code path} is made by a container of this pod. */
        boolean isOwnSocket(String path);

        /** Whether a directory or a file of the host is mounted at {@code path}, or above it. */
        boolean isOfHost(String path);
    }

    private static final String SOCKET = "docker.sock";

    /** Others that talk as Docker does, or that no Docker would name its socket after. */
    private static final Pattern OTHER_SOCKET = Pattern.compile("/(?:podman|buildkitd|containerd|crio)\\.sock/?$");

    private static final List<String> CRI_SOCKETS = List.of("containerd.sock", "crio.sock");
    private static final Pattern PIPE = Pattern.compile("pipe[\\\\/]+docker_engine");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:tcp|https?)://(\\[[0-9a-fA-F:]+\\]|[^/:\\s]+)(?::237[56])?/?");

    private DockerVariables() {}

    /**
     * What {@code variables} and {@code arguments} tell. The host's Docker weighs most, then what cannot be told, then
     * one of its own, then another runtime.
     */
    public static DockerEnv of(List<EnvVar> variables, List<String> arguments, Surroundings pod) {
        boolean host = leadToHost(arguments, pod);
        boolean otherRuntime = arguments.stream().anyMatch(DockerVariables::namesCri);
        boolean own = false;
        boolean referenced = false;
        boolean speaks = false;
        for (EnvVar variable : variables) {
            String name = variable.name() == null ? "" : variable.name();
            String value = variable.value() == null ? "" : variable.value().strip();
            boolean points = name.equals("DOCKER_HOST") || name.startsWith("DOCKER_SOCK");
            boolean dockers = points || name.equals("DOCKER_API_VERSION") || name.startsWith("DD_DOCKER_");
            if (value.isEmpty() && variable.valueFrom() != null) {
                boolean hidden = isHidden(variable.valueFrom());
                referenced = referenced || (dockers && hidden);
                // what is left are fields of the pod, such as the address of its node
                host = host || (dockers && !hidden);
            } else if (!value.isEmpty() && (points || namesSocket(value))) {
                boolean leadsHome = OTHER_SOCKET.matcher(value).find() || isOwn(value, pod);
                own = own || leadsHome;
                host = host || !leadsHome;
            } else if (!value.isEmpty()) {
                speaks = speaks || dockers;
                otherRuntime = otherRuntime || namesCri(value);
            }
        }
        if (host || (speaks && !own)) {
            return DockerEnv.HOST;
        }
        if (referenced) {
            return DockerEnv.REFERENCED;
        }
        return own ? DockerEnv.SIDECAR : otherRuntime ? DockerEnv.OTHER_RUNTIME : DockerEnv.NONE;
    }

    private static boolean leadToHost(List<String> arguments, Surroundings pod) {
        for (String argument : arguments) {
            for (String line : argument.contains(SOCKET) ? argument.split("[\\r\\n]", -1) : new String[0]) {
                String path = line.stripLeading().startsWith("#") ? null : socketPath(line, SOCKET);
                if (path != null && !pod.isOwnSocket(path) && pod.isOfHost(path)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Not {@code /run/docker/containerd/containerd.sock}, which is Docker's own, nor cri-dockerd's. */
    private static boolean namesCri(String value) {
        for (String socket : CRI_SOCKETS) {
            String path = socketPath(value, socket);
            if (path != null && !path.contains("/docker/")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(ValueFrom from) {
        return from.secretKeyRef() != null || from.configMapKeyRef() != null || from.fileKeyRef() != null;
    }

    private static boolean namesSocket(String value) {
        return socketAt(value, SOCKET) >= 0 || PIPE.matcher(value).find();
    }

    private static boolean isOwn(String value, Surroundings pod) {
        Matcher address = ADDRESS.matcher(value);
        if (address.matches()) {
            return pod.isOwnHost(address.group(1));
        }
        String path = path(value);
        return path != null && pod.isOwnSocket(path);
    }

    private static @Nullable String path(String value) {
        if (value.startsWith("unix://")) {
            return value.substring("unix://".length());
        }
        if (value.startsWith("/")) {
            return value;
        }
        return socketPath(value, SOCKET);
    }

    private static @Nullable String socketPath(String value, String name) {
        int socket = socketAt(value, name);
        int begin = socket;
        while (begin > 0 && !isDelimiter(value.charAt(begin - 1))) {
            begin--;
        }
        return socket > begin && value.charAt(begin) == '/' ? value.substring(begin, socket + name.length()) : null;
    }

    /** Where a socket is named: {@code docker.sock}, but not {@code podman-docker.sock}, nor {@code docker.socket}. */
    private static int socketAt(String value, String name) {
        for (int at = value.indexOf(name); at >= 0; at = value.indexOf(name, at + 1)) {
            int end = at + name.length();
            if ((at == 0 || !isPartOfName(value.charAt(at - 1)))
                    && (end == value.length() || !isPartOfName(value.charAt(end)))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static boolean isDelimiter(char c) {
        return Character.isWhitespace(c) || ",;:='\"".indexOf(c) >= 0;
    }
}
