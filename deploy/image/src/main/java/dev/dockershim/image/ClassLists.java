package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockershim.exporter.demo.DemoCluster;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Records which classes agent and watcher load, by running them against the demo's recorded node and cluster and asking
 * them what a Prometheus, a probe and a browser ask.
 */
final class ClassLists {

    private static final List<String> ASKED =
            List.of("/-/ready", "/-/healthy", "/metrics", "/metrics/cadvisor", "/", "/api/v1/readiness", "/metrics");

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private ClassLists() {}

    /** Writes both lists, with a tree that is made for it. */
    static void record(ImageBuild build) throws IOException, InterruptedException {
        build.writeTree();
        Set<String> agent = new LinkedHashSet<>();
        try (DemoNode node = DemoNode.start(RecordedNode.named("containerd-1.36"), Motion.still())) {
            KubeletConfig kubelet = node.kubelet();
            List<String> restricted = List.of(
                    "--node.name=containerd-1.36",
                    "--kubelet.url=" + kubelet.url(),
                    "--kubelet.ca-file=" + kubelet.caFile(),
                    "--kubelet.token-file=" + kubelet.tokenFile(),
                    "--apiserver.url=none");
            agent.addAll(run(build, "agent", restricted));
            List<String> all = new ArrayList<>(restricted);
            all.add("--cri.endpoint=" + node.cri());
            all.add("--log.format=json");
            agent.addAll(run(build, "agent", all));
        }
        write(build, "agent", agent);
        try (DemoCluster cluster = DemoCluster.start(Clock.systemUTC())) {
            write(
                    build,
                    "watcher",
                    new LinkedHashSet<>(run(build, "watcher", List.of("--kubeconfig=" + cluster.kubeconfig()))));
        }
    }

    private static void write(ImageBuild build, String role, Set<String> classes) throws IOException {
        Path file = build.repository().resolve("deploy/image/src/main/classes").resolve(role + ".classes");
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", classes) + "\n", UTF_8);
    }

    private static List<String> run(ImageBuild build, String role, List<String> flags)
            throws IOException, InterruptedException {
        Path list = Files.createTempFile("dockershim-exporter-", ".classes");
        Path output = Files.createTempFile("dockershim-exporter-", ".log");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                build.java().resolve("bin/java").toString(),
                "@" + build.home().resolve(role + ".options"),
                "-XX:DumpLoadedClassList=" + list,
                "-jar",
                "dockershim-exporter.jar",
                role,
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(flags);
        Process process = new ProcessBuilder(command)
                .directory(build.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            ask(process, output, port);
            process.destroy();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new BuildException(role + " does not end: " + Files.readString(output));
            }
            try (Stream<String> lines = Files.lines(list)) {
                return ClassArchive.withoutIds(lines).toList();
            }
        } finally {
            process.destroyForcibly();
            Files.delete(list);
            Files.delete(output);
        }
    }

    private static void ask(Process process, Path output, int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + LIMIT.toNanos();
        for (String path : ASKED) {
            for (String accepted : List.of("text/plain", "application/openmetrics-text;version=1.0.0", "text/html")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .headers("Accept", accepted, "Accept-Encoding", "gzip")
                        .timeout(LIMIT)
                        .build();
                while (!answers(client, request, path)) {
                    if (!process.isAlive() || System.nanoTime() > end) {
                        throw new BuildException(path + " is not answered: " + Files.readString(output));
                    }
                    process.waitFor(50, TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    /** The watcher has no kubelet's series. */
    private static boolean answers(HttpClient client, HttpRequest request, String path) throws InterruptedException {
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 || path.equals("/metrics/cadvisor");
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
