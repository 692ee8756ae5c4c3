package dev.dockershim.exporter.hostroot;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a script, unit or table that calls Docker's CLI, unit or socket ("Check whether dockershim removal affects you":
 * scripts and agents outside of Kubernetes). Comments do not count, nor does the mere order of units ({@code After=}), as
 * cri-dockerd's own unit has it.
 */
final class DockerUse {

    private static final Pattern USE =
            Pattern.compile("(?<![\\w.-])docker[ \\t]+(?:ps|run|exec|logs|inspect|pull|build|rm|top)\\b"
                    + "|(?<![\\w.-])docker\\.(?:service|sock)(?![\\w-])");

    private static final Pattern ORDER = Pattern.compile("(?:After|Before)[ \\t]*=");

    private static final List<String> COMMENTS = List.of("#", ";", "//");

    /** Files of Docker itself and of cri-dockerd, whose business Docker is. */
    private static final Set<String> OWN = Set.of(
            "docker",
            "dockerd",
            "docker.service",
            "docker.socket",
            "docker.conf",
            "cri-docker.service",
            "cri-docker.socket",
            "dockerd-rootless.sh",
            "dockerd-rootless-setuptool.sh");

    private static final Set<String> OWN_DIRECTORIES =
            Set.of("docker.service.d", "docker.socket.d", "cri-docker.service.d", "cri-docker.socket.d");

    private DockerUse() {}

    /** Whether a path is Docker's own, or one of the package manager's scripts. */
    static boolean isExempt(String path) {
        String[] names = path.split("/", -1);
        String directory = names.length < 2 ? "" : names[names.length - 2];
        return OWN.contains(names[names.length - 1])
                || OWN_DIRECTORIES.contains(directory)
                || path.startsWith("/var/lib/dpkg/");
    }

    /** Whether a text uses Docker. */
    static boolean isIn(String text) {
        return text.lines().anyMatch(DockerUse::isInLine);
    }

    private static boolean isInLine(String line) {
        String stripped = line.strip();
        if (COMMENTS.stream().anyMatch(stripped::startsWith)
                || ORDER.matcher(stripped).lookingAt()) {
            return false;
        }
        return USE.matcher(withoutComment(stripped)).find();
    }

    /** Without a comment at the line's end; one behind a quote may be none, and is kept. */
    private static String withoutComment(String line) {
        int comment = line.indexOf(" #");
        if (comment < 0) {
            return line;
        }
        String before = line.substring(0, comment);
        return before.indexOf('"') < 0 && before.indexOf('\'') < 0 ? before : line;
    }
}
