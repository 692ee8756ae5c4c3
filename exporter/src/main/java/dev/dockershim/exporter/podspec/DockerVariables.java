package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.podspec.PodManifest.EnvVar;
import dev.dockershim.exporter.podspec.PodManifest.ValueFrom;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a container's variables lead to Docker, and to whose. A variable counts by Docker's names for it, or because
 * its value names Docker's socket; {@code envFrom} hides its names, and is left alone.
 */
public final class DockerVariables {

    /** The parts of a pod that tell whether an address is its own. */
    public interface Surroundings {

        /** Whether {@code host} is this pod: a loopback address that it shares with nobody else, or an alias of one. */
        boolean isOwnHost(String host);

        /** Whether the socket at {@code path} is made by a container of this pod. */
        boolean isOwnSocket(String path);
    }

    private static final String SOCKET = "docker.sock";
    private static final Pattern PIPE = Pattern.compile("pipe[\\\\/]+docker_engine");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:tcp|https?)://(\\[[0-9a-fA-F:]+\\]|[^/:\\s]+)(?::237[56])?/?");

    private DockerVariables() {}

    /** What {@code variables} tell. The host's Docker weighs most, then what cannot be told, then one of its own. */
    public static DockerEnv of(List<EnvVar> variables, Surroundings pod) {
        boolean host = false;
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
                boolean leadsHome = isOwn(value, pod);
                own = own || leadsHome;
                host = host || !leadsHome;
            } else if (!value.isEmpty()) {
                speaks = speaks || dockers;
            }
        }
        if (host || (speaks && !own)) {
            return DockerEnv.HOST;
        }
        return referenced ? DockerEnv.REFERENCED : own ? DockerEnv.SIDECAR : DockerEnv.NONE;
    }

    private static boolean isHidden(ValueFrom from) {
        return from.secretKeyRef() != null || from.configMapKeyRef() != null || from.fileKeyRef() != null;
    }

    private static boolean namesSocket(String value) {
        return socketAt(value) >= 0 || PIPE.matcher(value).find();
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
        int socket = socketAt(value);
        int begin = socket;
        while (begin > 0 && !isDelimiter(value.charAt(begin - 1))) {
            begin--;
        }
        return socket > begin && value.charAt(begin) == '/' ? value.substring(begin, socket + SOCKET.length()) : null;
    }

    /** Where Docker's socket is named: not {@code podman-docker.sock}, nor {@code docker.socket}. */
    private static int socketAt(String value) {
        for (int at = value.indexOf(SOCKET); at >= 0; at = value.indexOf(SOCKET, at + 1)) {
            int end = at + SOCKET.length();
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
