package dev.dockershim.exporter.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which Prometheus the demo starts, and where it listens.
 *
 * @param program its executable file
 * @param host host name or IP address, IPv6 without brackets
 * @param port TCP port
 */
public record PrometheusSettings(Path program, String host, int port) {

    /** Prometheus' usual port, on this machine only: it has no password. */
    public static final String DEFAULT_ADDRESS = "127.0.0.1:9090";

    /** Looked for on the PATH. */
    public static final String DEFAULT_PROGRAM = "prometheus";

    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([^\\]]+)]|([^:\\[\\]]+)):([0-9]{1,5})");

    /**
     * Finds the program, asks it which version it is, and sees that the address is free at this moment.
     *
     * @param program a file, or a name to look up on the PATH
     * @param address host and port; port 0 is any free one
     * @throws IllegalArgumentException with one line for the user
     */
    public static PrometheusSettings of(String program, String address) throws InterruptedException {
        String path = System.getenv("PATH");
        Path file = find(program, path).orElseThrow(() -> notFound(program, path));
        PrometheusVersion.check(file);
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65535) {
            throw refused(address, "give it as HOST:PORT, such as " + DEFAULT_ADDRESS);
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        try (ServerSocket probe = new ServerSocket()) {
            InetAddress resolved = InetAddress.getByName(host);
            probe.setReuseAddress(true); // connections of an earlier server that time out do not hold the port
            probe.bind(new InetSocketAddress(resolved, Integer.parseInt(parts.group(3))));
            return new PrometheusSettings(file, host, probe.getLocalPort());
        } catch (IOException e) {
            throw refused(address, "cannot be listened on (" + e.getMessage() + "); give another one");
        }
    }

    /** Host and port as one, IPv6 in brackets. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** A file of that name, or the first of that name in the directories of {@code path}. */
    static Optional<Path> find(String program, @Nullable String path) {
        return files(program, path).filter(Files::isExecutable).findFirst();
    }

    /** What is wrong, of a program of which there is no executable file. */
    static IllegalArgumentException notFound(String program, @Nullable String path) {
        return new IllegalArgumentException(files(program, path)
                .findFirst()
                .map(file -> "--prometheus.path: " + file
                        + " is not executable; name the program of a Prometheus, " + PrometheusVersion.LEAST
                        + " or newer")
                .orElseGet(() -> "--with-prometheus: Prometheus is not installed (looked for \"" + program
                        + "\"): `make demo-full` or `apt-get install prometheus` installs it,"
                        + " https://prometheus.io/download has it for other systems, --prometheus.path names a file"
                        + " elsewhere"));
    }

    private static Stream<Path> files(String program, @Nullable String path) {
        try {
            List<Path> places = program.contains(File.separator)
                    ? List.of(Path.of(program))
                    : Stream.of((path == null ? "" : path).split(File.pathSeparator))
                            .filter(directory -> !directory.isEmpty())
                            .map(directory -> Path.of(directory, program))
                            .toList();
            return places.stream().filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private static IllegalArgumentException refused(String address, String why) {
        return new IllegalArgumentException("--prometheus.listen-address: \"" + address + "\" " + why);
    }
}
