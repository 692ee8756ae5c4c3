package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.demo.DemoCluster;
import dev.dockershim.exporter.real.RealContainerd;
import dev.dockershim.exporter.real.RealContainerd.Container;
import dev.dockershim.exporter.real.RealContainerd.Pod;
import dev.dockershim.exporter.real.ReplayedNode;
import dev.dockershim.exporter.real.RestrictedContainer;
import dev.dockershim.exporter.real.ScrapedSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image in a real containerd, in containers that may do as little as Pod Security's <em>restricted</em> lets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {

    private static final int CONTAINERS = 7;

    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final List<String> WATCHER = List.of("java", "@/opt/dockershim-exporter/watcher.args");

    /** The image's own entry point. */
    private static final List<String> AGENT = List.of();

    private static final Pattern LOADED = Pattern.compile("\\[class,load] \\S+ source: (.*)");

    @TempDir
    private static Path files;

    private final List<Container> started = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private String image;

    @SuppressWarnings("NullAway.Init")
    private RealContainerd containerd;

    @SuppressWarnings("NullAway.Init")
    private Pod pod;

    @SuppressWarnings("NullAway.Init")
    private ReplayedNode node;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        containerd = RealContainerd.start();
        Path archive = ImageFiles.built();
        ImageFiles content = ImageFiles.read(archive);
        image = content.descriptor()
                .path("annotations")
                .path("io.containerd.image.name")
                .asString("");
        containerd.importImages(archive);
        assertThat(containerd.ctr("images", "ls", "name==" + image)).contains(content.digest());
        pod = containerd.runPod("monitoring", "dockershim-exporter-agent-x");
        // The pod's own mounts are on this disk; the kubelet must say how large it is.
        long disk = Files.getFileStore(containerd.directory()).getTotalSpace();
        node = ReplayedNode.start(Files.createDirectories(files.resolve("node")), CONTAINERS, disk);
    }

    @AfterEach
    void remove() {
        started.forEach(containerd::remove);
        started.clear();
    }

    @AfterAll
    void stop() {
        if (node != null) {
            node.close();
        }
        if (containerd != null) {
            containerd.close();
        }
    }

    @Test
    void anAgentThatMayDoNothingServesTheThirteen() throws IOException {
        int port = Http.freePort();
        Container agent = agent("kubelet-only", port, List.of(), Map.of(), Map.of());

        String scrape = Http.scrape(port, agent);

        assertThat(ScrapedSeries.ALL)
                .allSatisfy(name -> assertThat(scrape.lines()
                                .filter(line -> line.startsWith(name + "{") && line.contains("container=\"app\"")))
                        .as(name)
                        .hasSize(CONTAINERS));
        assertThat(scrape).contains(up("kubelet_summary"), up("kubelet_cadvisor"), up("diskstats"), up("mountinfo"));
        Map<String, String> status = status(containerd.pid(agent));
        assertThat(status)
                .containsEntry("Uid", "65534 65534 65534 65534")
                .containsEntry("Gid", "65534 65534 65534 65534")
                .containsEntry("CapEff", "0000000000000000")
                .containsEntry("CapPrm", "0000000000000000")
                .containsEntry("CapBnd", "0000000000000000")
                .containsEntry("NoNewPrivs", "1")
                .containsEntry("Seccomp", "2");
        assertThat(rootMount(containerd.pid(agent))).startsWith("ro");
        assertThat(written(agent)).isEmpty();
        assertThat(RealContainerd.output(agent)).noneMatch(line -> line.contains("Exception") || line.contains("WARN"));
    }

    @Test
    void sigtermEndsItWithinItsGrace() throws IOException {
        int port = Http.freePort();
        Container agent = agent("terminated", port, List.of(), Map.of(), Map.of());
        Http.scrape(port, agent);

        containerd.stop(agent, GRACE);

        // 137 would be SIGKILL's.
        assertThat(containerd.exitCode(agent)).isIn(0, 143);
        assertThat(RealContainerd.output(agent)).noneMatch(line -> line.contains("Exception"));
    }

    /** gRPC over a Unix socket, and a log of JSON. */
    @Test
    void anAgentReadsARuntimesSocketAndLogsJson() throws IOException {
        Path socket = files.resolve("node/cri.sock");
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        int port = Http.freePort();
        Container agent = agent(
                "cri",
                port,
                List.of("--cri.endpoint=unix:///run/cri.sock", "--log.format=json"),
                Map.of(),
                Map.of("/run/cri.sock", socket));

        assertThat(Http.scrape(port, agent)).contains(up("cri_containers"), up("cri_stats"), up("cri_details"));
        assertThat(RealContainerd.output(agent)).isNotEmpty().allSatisfy(line -> {
            JsonNode entry = JsonMapper.shared().readTree(line);
            assertThat(entry.path("level").asString("")).isNotEmpty();
        });
    }

    /** The kubelet's certificate above has an elliptic curve's key; this one is RSA's. */
    @Test
    void anAgentServesOverTls() throws IOException {
        Certificate certificate = Certificate.write(Files.createDirectories(files.resolve("tls")));
        Path config = Files.writeString(certificate.directory().resolve("web.yml"), """
                tls_server_config:
                  cert_file: /tls/server.crt
                  key_file: /tls/server.key
                basic_auth_users:
                  prometheus: $2y$05$kb1UVw0H8NFBYXzt7Bm0XO97WFLHgbsNQ2HvJYpXQZsGxxQJGLjLW
                """);
        int port = Http.freePort();
        Container agent = agent(
                "tls",
                port,
                List.of("--web.config.file=/tls/web.yml"),
                Map.of(),
                Map.of(
                        "/tls/web.yml", config,
                        "/tls/server.crt", certificate.certificate(),
                        "/tls/server.key", certificate.key()));

        assertThat(Http.statusOverTls(port, certificate.certificate(), agent)).isEqualTo(401);
    }

    /** statvfs by JNA, whose library cannot be unpacked on a root that is read-only. */
    @Test
    void withoutAKubeletInodesAreCountedByTheCLibrary() throws IOException {
        Files.setPosixFilePermissions(containerd.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
        int port = Http.freePort();
        Container agent = run(new RestrictedContainer(
                "no-kubelet",
                image,
                AGENT,
                List.of(
                        "agent",
                        "--kubelet.url=none",
                        "--cri.endpoint=unix:///run/containerd.sock",
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                Map.of("/run/containerd.sock", containerd.socket())));

        await("inodes")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Http.scrape(port, agent))
                        .containsPattern("container_fs_inodes_total\\{[^}]*container=\"no-kubelet\""));
        assertThat(RealContainerd.output(agent)).noneMatch(line -> line.contains("statvfs"));
    }

    @Test
    void aWatcherJudgesACluster() throws Exception {
        try (DemoCluster cluster = DemoCluster.start(Clock.systemUTC())) {
            Path kubeconfig = Files.copy(cluster.kubeconfig(), files.resolve("kubeconfig"));
            Files.setPosixFilePermissions(kubeconfig, PosixFilePermissions.fromString("rw-r--r--"));
            int port = Http.freePort();
            Container watcher = run(new RestrictedContainer(
                    "watcher",
                    image,
                    WATCHER,
                    List.of(
                            "watcher",
                            "--kubeconfig=/etc/watcher/kubeconfig",
                            "--web.listen-address=127.0.0.1:" + port),
                    Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load"),
                    Map.of("/etc/watcher/kubeconfig", kubeconfig)));

            assertThat(Http.scrape(port, watcher)).contains("dockershim_node_phase{", "observer=\"watcher\"");
            assertThat(written(watcher)).isEmpty();
            assertThat(shareOfArchive(watcher)).isGreaterThan(0.9);
        }
    }

    /** Both lists of classes are files of the repository, which a change of the code may leave behind. */
    @Test
    void anAgentsClassesComeFromItsArchive() throws IOException {
        int port = Http.freePort();
        Container agent = agent("classes", port, List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load"), Map.of());
        Http.scrape(port, agent);

        assertThat(shareOfArchive(agent))
                .as("share of classes from the archive: run make image-classes")
                .isGreaterThan(0.9);
    }

    @Test
    void aWrongFlagEndsItWithTwoAndOneLine() {
        Container agent = run(new RestrictedContainer(
                "wrong", image, AGENT, List.of("agent", "--series.values=exact"), Map.of(), Map.of()));

        assertThat(containerd.exitCode(agent)).isEqualTo(2);
        assertThat(RealContainerd.output(agent)).singleElement().asString().contains("--series.values");
    }

    @Test
    void withoutArgumentsItHelps() {
        Container help = run(new RestrictedContainer("help", image, AGENT, List.of(), Map.of(), Map.of()));

        assertThat(containerd.exitCode(help)).isZero();
        assertThat(RealContainerd.output(help)).anyMatch(line -> line.contains("agent"));
    }

    private Container agent(
            String name, int port, List<String> flags, Map<String, String> environment, Map<String, Path> mounts)
            throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "agent",
                "--node.name=node-a",
                "--kubelet.url=" + node.kubeletUrl(),
                "--kubelet.ca-file=/etc/kubelet/kubelet.crt",
                "--kubelet.token-file=/etc/kubelet/token",
                "--apiserver.url=none",
                "--web.listen-address=127.0.0.1:" + port));
        args.addAll(flags);
        Map<String, Path> all = new LinkedHashMap<>(mounts);
        all.put("/etc/kubelet/kubelet.crt", files.resolve("node/kubelet.crt"));
        all.put("/etc/kubelet/token", files.resolve("node/token"));
        // As the kubelet mounts it into every container, from its own disk.
        Path hosts = Files.createDirectories(containerd.directory().resolve("kubelet/" + name))
                .resolve("etc-hosts");
        Files.writeString(hosts, "127.0.0.1 localhost\n", UTF_8);
        all.put("/etc/hosts", hosts);
        return run(new RestrictedContainer(name, image, AGENT, args, environment, all));
    }

    private static String up(String source) {
        return "dockershim_bridge_source_up{source=\"" + source + "\",} 1.0";
    }

    private Container run(RestrictedContainer wanted) {
        Container container = containerd.runContainer(pod, wanted);
        started.add(container);
        return container;
    }

    /** Fields of /proc/pid/status, with single spaces. */
    private static Map<String, String> status(long pid) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            String[] parts = line.split(":\\s*", 2);
            fields.put(parts[0], parts.length < 2 ? "" : parts[1].replaceAll("\\s+", " "));
        }
        return fields;
    }

    /** The options of the mount that is the process' root. */
    private static String rootMount(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/mountinfo")).stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields[4].equals("/"))
                .map(fields -> fields[5])
                .findFirst()
                .orElseThrow();
    }

    /** Files with content in the container's own layer; the runtime leaves empty ones where it mounts something. */
    private List<Path> written(Container container) throws IOException {
        try (Stream<Path> tree = Files.walk(containerd.layer(container))) {
            List<Path> found = new ArrayList<>();
            for (Path path : tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                if (Files.size(path) > 0) {
                    found.add(path);
                }
            }
            return found;
        }
    }

    /** How many of the classes that a container has loaded came from its archive: 0 to 1. */
    private static double shareOfArchive(Container container) {
        List<String> sources = RealContainerd.output(container).stream()
                .map(LOADED::matcher)
                .filter(Matcher::find)
                .map(line -> Objects.requireNonNull(line.group(1)))
                .toList();
        assertThat(sources).hasSizeGreaterThan(1000);
        return (double) sources.stream()
                        .filter(source -> source.startsWith("shared objects file"))
                        .count()
                / sources.size();
    }
}
