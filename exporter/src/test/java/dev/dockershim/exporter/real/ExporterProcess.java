package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The packaged exporter as a process of its own: {@code java @jvm.options -jar ...}, with the Java that runs the
 * tests and the options it ships with for the command.
 */
public final class ExporterProcess implements AutoCloseable {

    /** An answer as it came; {@link #text()} undoes gzip. */
    @SuppressWarnings("ArrayRecordComponent") // answers are not compared
    public record Answer(int status, HttpHeaders headers, byte[] body) {

        public String text() {
            if (!header("Content-Encoding").equals("gzip")) {
                return new String(body, UTF_8);
            }
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The header's first value, or an empty string. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private static final Pattern URL = Pattern.compile("https?://[^\\s/\"]+");
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final ExternalProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable URI base;

    private ExporterProcess(ExternalProcess process, @Nullable URI base) {
        this.process = process;
        this.base = base;
    }

    /** Starts {@code agent} on a free port of localhost, and waits until it says that it is ready. */
    public static ExporterProcess agent(String... arguments) {
        return agent(Map.of(), arguments);
    }

    /** As above, with variables added to the environment. */
    public static ExporterProcess agent(Map<String, String> environment, String... arguments) {
        return role("agent", environment, arguments);
    }

    /** Starts {@code watcher} on a free port of localhost, and waits until it has judged its cluster. */
    public static ExporterProcess watcher(String... arguments) {
        return role("watcher", Map.of(), arguments);
    }

    /**
     * Starts {@code agent} on a free port of localhost, with a web configuration that {@link #get} may not fulfil, and
     * waits until it says where it listens.
     */
    static ExporterProcess guarded(String... arguments) {
        List<String> all = new ArrayList<>(List.of("agent", "--web.listen-address=127.0.0.1:" + freePort()));
        all.addAll(List.of(arguments));
        ExporterProcess started = new ExporterProcess(ExternalProcess.start(command(all), Map.of()), null);
        try {
            await("the exporter").atMost(Duration.ofSeconds(60)).until(started::hasSaidWhere);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static ExporterProcess role(String command, Map<String, String> environment, String... arguments) {
        int port = freePort();
        List<String> all = new ArrayList<>(List.of(command, "--web.listen-address=127.0.0.1:" + port));
        all.addAll(List.of(arguments));
        return start(environment, all, URI.create("http://127.0.0.1:" + port));
    }

    /**
     * Starts {@code agent} as it is installed: by its start script, with a class archive of its own.
     *
     * @param directory an empty one, to install it in
     */
    public static ExporterProcess installed(Path directory, String... arguments) {
        Path script = install(directory);
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (ExternalProcess archive =
                ExternalProcess.start(List.of(script.toString(), "class-archive"), environment)) {
            if (archive.exitCode() != 0 || !Files.exists(directory.resolve("dockershim-exporter.jsa"))) {
                throw new IllegalStateException("no class archive: " + archive.output());
            }
        }
        int port = freePort();
        List<String> all =
                new ArrayList<>(List.of(script.toString(), "agent", "--web.listen-address=127.0.0.1:" + port));
        all.addAll(List.of(arguments));
        return awaited(
                new ExporterProcess(ExternalProcess.start(all, environment), URI.create("http://127.0.0.1:" + port)));
    }

    private static Path install(Path directory) {
        Path jar = jar();
        Path sources =
                Objects.requireNonNull(Objects.requireNonNull(jar.getParent()).getParent());
        try {
            for (Path file : List.of(
                    jar,
                    sources.resolve("jvm.options"),
                    sources.resolve("watcher.options"),
                    sources.resolve("dockershim-exporter"))) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.createSymbolicLink(directory.resolve("lib"), jar.resolveSibling("lib"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory.resolve("dockershim-exporter");
    }

    /** Starts any command that serves, and waits until the first URL that it prints is ready. */
    public static ExporterProcess start(String... arguments) {
        return start(Map.of(), List.of(arguments), null);
    }

    /** As above, with variables added to the environment. */
    public static ExporterProcess start(Map<String, String> environment, String... arguments) {
        return start(environment, List.of(arguments), null);
    }

    private static ExporterProcess start(
            Map<String, String> environment, List<String> arguments, @Nullable URI address) {
        return awaited(new ExporterProcess(ExternalProcess.start(command(arguments), environment), address));
    }

    private static ExporterProcess awaited(ExporterProcess exporter) {
        try {
            await("the exporter").atMost(Duration.ofSeconds(60)).until(exporter::isReady);
            return exporter;
        } catch (RuntimeException e) {
            exporter.close();
            throw e;
        }
    }

    /** How a command ended, and what it printed on which stream. */
    public record Ended(int exitCode, String output, String errors) {}

    /** Runs a command that ends by itself, such as one with a wrong flag, to its end. */
    public static Ended toItsEnd(String... arguments) {
        return toItsEnd(Map.of(), arguments);
    }

    /** As above, with variables added to the environment. */
    public static Ended toItsEnd(Map<String, String> environment, String... arguments) {
        try {
            Path errors = Files.createTempFile("exporter-", ".err");
            try (ExternalProcess process = ExternalProcess.start(command(List.of(arguments)), environment, errors)) {
                return new Ended(process.exitCode(), process.output(), Files.readString(errors));
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A TCP port of localhost that nothing listened on a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens: scheme, host and port. */
    public URI url(String path) {
        if (base == null) {
            throw new IllegalStateException("no URL in what it printed: " + output());
        }
        return base.resolve(path);
    }

    /** A GET with headers in turn names and values, such as {@code "Accept", "text/plain"}. Waits at most a minute. */
    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The text of {@code /metrics}, which must answer 200. */
    public String metrics() {
        Answer answer = get("/metrics");
        if (answer.status() != 200) {
            throw new AssertionError("/metrics answers " + answer.status() + ": " + answer.text());
        }
        return answer.text();
    }

    /** The resident set in bytes, as the kernel counts it (proc(5), VmRSS). */
    public long rss() {
        try {
            Matcher line = RSS.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            if (line.find()) {
                return Long.parseLong(line.group(1)) * 1024;
            }
            throw new IllegalStateException("the exporter has ended: " + output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** What it has printed, both streams together. */
    public String output() {
        return process.output();
    }

    /** Waits for its end. */
    public int exitCode() {
        return process.exitCode();
    }

    /** Sends SIGTERM, after ten seconds SIGKILL, and returns the exit code: 137 if it came to that. */
    public int terminate() {
        process.close();
        return process.exitCode();
    }

    /** Ends it by SIGTERM, as a kubelet or Ctrl-C would. */
    @Override
    public void close() {
        process.close();
    }

    private boolean isReady() {
        if (!hasSaidWhere()) {
            return false;
        }
        try {
            return get("/-/ready").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private boolean hasSaidWhere() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the exporter ended with " + process.exitCode() + ": " + output());
        }
        if (base == null) {
            Matcher printed = URL.matcher(output());
            if (printed.find()) {
                base = URI.create(printed.group());
            }
        }
        return base != null;
    }

    private static Path jar() {
        return Path.of(System.getProperty("exporter.jar", "target/dockershim-exporter.jar"))
                .toAbsolutePath();
    }

    private static List<String> command(List<String> arguments) {
        Path jar = jar();
        boolean ofCluster = arguments.contains("watcher") || arguments.contains("report");
        String options = ofCluster ? "watcher.options" : "jvm.options";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + jar.resolveSibling("../" + options).normalize(),
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        return command;
    }
}
