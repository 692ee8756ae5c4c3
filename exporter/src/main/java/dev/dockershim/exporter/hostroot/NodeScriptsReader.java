package dev.dockershim.exporter.hostroot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.List;

/** Looks through the scripts, units and tables that were named for uses of Docker. */
public final class NodeScriptsReader {

    private static final int MAX_FILES = 2_000;
    private static final int MAX_FILE = 256 * 1024;
    private static final int MAX_TOTAL = 16 * 1024 * 1024;
    private static final int MAX_DEPTH = 3;

    /** Files, directories and what else lies there. */
    private static final int MAX_VISITED = 3 * MAX_FILES;

    /** So much of a file tells a program from a text. */
    private static final int HEAD = 4_096;

    private final HostRoot host;
    private final List<String> paths;

    /**
     * Of this host.
     *
     * @param paths files, and directories that are read three levels deep; nothing is read without
     */
    public NodeScriptsReader(HostRoot host, List<String> paths) {
        this.host = host;
        this.paths = List.copyOf(paths);
    }

    /** Reads them. */
    public Observed<NodeScripts> read() {
        if (paths.isEmpty()) {
            return Observed.missing(Reason.NOT_CONFIGURED, "no scripts of the node were named to be read");
        }
        Walk walk = new Walk();
        for (String path : paths) {
            walk.visit(path, 0);
        }
        return Observed.seen(new NodeScripts(walk.read, walk.unread, walk.using));
    }

    /** One pass, and what it has come to. */
    private final class Walk {

        private int read;
        private int unread;
        private int using;
        private int total;
        private int visited;

        private void visit(String path, int depth) {
            if (++visited > MAX_VISITED) {
                unread++;
                return;
            }
            switch (host.kind(path)) {
                case FILE -> file(path);
                case DIRECTORY -> directory(path, depth);
                case HIDDEN -> unread++;
                // what was named and is not there may be misspelt; what is found may be a link that leads nowhere
                case ABSENT -> unread += depth == 0 ? 1 : 0;
                case SOCKET, SPECIAL -> {
                    // no script
                }
            }
        }

        private void directory(String path, int depth) {
            List<String> names = host.list(path, MAX_FILES).orNull();
            if (names == null || depth == MAX_DEPTH) {
                unread++;
                return;
            }
            for (String name : names) {
                if (visited > MAX_VISITED) {
                    return;
                }
                visit(path + '/' + name, depth + 1);
            }
        }

        private void file(String path) {
            if (DockerUse.isExempt(path)) {
                return;
            }
            if (read == MAX_FILES || total >= MAX_TOTAL) {
                unread++;
                return;
            }
            byte[] head = host.readHead(path, HEAD).orNull();
            total += head == null ? 0 : head.length;
            if (head != null && isProgram(head)) {
                return;
            }
            byte[] bytes = head == null || head.length < HEAD
                    ? head
                    : host.read(path, MAX_FILE).orNull();
            if (bytes == null) {
                unread++;
                return;
            }
            total += bytes.length;
            read++;
            using += DockerUse.isIn(new String(bytes, ISO_8859_1)) ? 1 : 0;
        }

        private static boolean isProgram(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
