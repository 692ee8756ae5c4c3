package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the runtime's CRI socket is: the value of {@code --cri.endpoint}.
 *
 * <p>Nothing is looked up when it is parsed; {@link #sockets()} looks anew each time, since a node may get another
 * runtime, and its socket only when that runtime has started.
 */
public final class CriEndpoint {

    /** Bytes that fit into {@code sockaddr_un.sun_path} on Linux, less the closing zero (unix(7)). */
    private static final int LONGEST_PATH = 107;

    private static final String SCHEME = "unix://";

    /**
     * The runtimes' own defaults. Where two are there, the first is taken: with dockershim or cri-dockerd, containerd's
     * socket is Docker's own, which usually has no CRI and is then passed over, as one is at which nobody listens.
     */
    private static final List<Path> WELL_KNOWN = Stream.of(
                    "/run/containerd/containerd.sock",
                    "/run/k3s/containerd/containerd.sock", // rke2 too
                    "/run/k0s/containerd.sock",
                    "/var/snap/microk8s/common/run/containerd.sock",
                    "/var/run/crio/crio.sock",
                    "/var/run/cri-dockerd.sock",
                    "/var/run/dockershim.sock")
            .map(Path::of)
            .toList();

    private final String value;
    private final boolean search;
    private final List<Path> candidates;

    private CriEndpoint(String value, boolean search, List<Path> candidates) {
        this.value = value;
        this.search = search;
        this.candidates = candidates;
    }

    /**
     * Parses {@code none}, {@code auto}, {@code unix:///path} or a bare absolute path.
     *
     * @throws IllegalArgumentException with one line that says what to write instead
     */
    public static CriEndpoint parse(String value) {
        if (value.equals("none")) {
            return new CriEndpoint(value, false, List.of());
        }
        if (value.equals("auto")) {
            return auto(WELL_KNOWN);
        }
        String path = value.startsWith(SCHEME) ? value.substring(SCHEME.length()) : value;
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "--cri.endpoint must be none, auto or unix:///path/to/the.sock, not '" + value + "'");
        }
        return new CriEndpoint(SCHEME + path, false, List.of(socketPath(path)));
    }

    /** The search among these paths, in their order. */
    static CriEndpoint auto(List<Path> candidates) {
        return new CriEndpoint("auto", true, candidates);
    }

    private static Path socketPath(String path) {
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IllegalArgumentException("--cri.endpoint: a socket path has at most " + LONGEST_PATH
                    + " bytes; use a shorter path or a symbolic link");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("--cri.endpoint holds a character that no path may hold", e);
        }
    }

    /** Whether the runtime is not to be asked at all. */
    public boolean isNone() {
        return !search && candidates.isEmpty();
    }

    /**
     * The sockets to try, in this order; never empty.
     *
     * @throws SourceException if there is none now
     */
    List<Path> sockets() throws SourceException {
        if (search) {
            List<Path> found = candidates.stream().filter(CriEndpoint::exists).toList();
            if (found.isEmpty()) {
                throw new SourceException("no CRI socket found; looked for " + candidates);
            }
            return found;
        }
        for (Path path : candidates) {
            check(path);
        }
        return candidates;
    }

    private static boolean exists(Path path) {
        try {
            return isSocket(path);
        } catch (IOException e) {
            return false;
        }
    }

    private static void check(Path path) throws SourceException {
        try {
            if (!isSocket(path)) {
                throw new SourceException(path + " is not a socket");
            }
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    "no socket at " + path + ": the runtime is not running, or its directory is not mounted here", e);
        } catch (IOException e) {
            throw new SourceException("cannot look at " + path + ": run as a user that may open it", e);
        }
    }

    /** Java tells sockets only as "other", as it does devices and pipes; the mode's type bits tell which. */
    private static boolean isSocket(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode");
        return (mode & 0170000) == 0140000;
    }

    /** The value as given, with the scheme; fit for a log line. */
    @Override
    public String toString() {
        return value;
    }
}
