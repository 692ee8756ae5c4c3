package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.image.ImageFiles.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in the image, and what is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageContentIT {

    /** Issue 8's bar, of what a registry holds and a node fetches. */
    private static final long LARGEST = 80_000_000;

    private static final String HOME = "opt/dockershim-exporter/";

    /** Names of programs that start others by a line of text. */
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "busybox", "toybox", "env", "perl", "python3", "jshell");

    @SuppressWarnings("NullAway.Init")
    private ImageFiles image;

    @SuppressWarnings("NullAway.Init")
    private Map<String, Entry> entries;

    @BeforeAll
    void read() {
        image = ImageFiles.read(ImageFiles.built());
        entries = image.entries();
    }

    @Test
    void isSmallEnough() {
        long bytes = image.manifest().path("config").path("size").asLong();
        for (JsonNode layer : image.manifest().path("layers")) {
            assertThat(image.bytes(layer.path("digest").asString("")))
                    .hasSize(layer.path("size").asInt());
            bytes += layer.path("size").asLong();
        }
        assertThat(bytes).isBetween(LARGEST / 4, LARGEST);
    }

    @Test
    void everythingIsRootsAndNothingCanBeWrittenToButTmp() {
        assertThat(entries).hasSizeGreaterThan(200);
        assertThat(entries).allSatisfy((path, entry) -> {
            assertThat(entry.header().getLongUserId()).isZero();
            assertThat(entry.header().getLongGroupId()).isZero();
            if (path.equals("tmp/")) {
                assertThat(entry.permissions()).isEqualTo(01777);
            } else if (entry.header().isSymbolicLink()) {
                assertThat(entry.header().getLinkName()).doesNotStartWith("/");
            } else {
                assertThat(entry.permissions()).isIn(0644, 0755);
                assertThat(entry.header().isFile() || entry.header().isDirectory())
                        .isTrue();
            }
        });
    }

    @Test
    void programsAreJavasAndTheLoaderAlone() {
        List<String> programs = new ArrayList<>();
        entries.forEach((path, entry) -> {
            if (!entry.header().isSymbolicLink()
                    && entry.header().isFile()
                    && (entry.permissions() & 0111) != 0
                    && !path.contains(".so")) {
                programs.add(path);
            }
            assertThat(SHELLS).as(path).doesNotContain(fileName(path));
        });
        assertThat(programs)
                .containsExactlyInAnyOrder(
                        "opt/java/bin/java", "opt/java/bin/keytool", "opt/java/lib/jexec", "opt/java/lib/jspawnhelper");
    }

    @Test
    void runsTheExporterAsNobody() {
        JsonNode config = image.config().path("config");

        assertThat(config.path("User").asString("")).isEqualTo("65534:65534");
        assertThat(config.path("WorkingDir").asString("")).isEqualTo("/opt/dockershim-exporter");
        assertThat(texts(config.path("Entrypoint"))).containsExactly("java", "@/opt/dockershim-exporter/agent.args");
        assertThat(texts(config.path("Cmd"))).containsExactly("--help");
        assertThat(texts(config.path("Env"))).contains("PATH=/opt/java/bin");
        assertThat(text("etc/passwd")).contains("nobody:x:65534:65534:").contains("root:x:0:0:");
        assertThat(text("etc/group")).contains("nogroup:x:65534:");
    }

    @Test
    void argumentFilesHoldTheOptionsThatTheExporterShipsWith() throws IOException {
        for (Map.Entry<String, String> role :
                Map.of("agent", "jvm.options", "watcher", "watcher.options").entrySet()) {
            List<String> shipped = Files.readAllLines(Path.of("../../exporter", role.getValue())).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(text(HOME + role.getKey() + ".args").lines())
                    .containsAll(shipped)
                    .contains("-XX:SharedArchiveFile=/" + HOME + role.getKey() + ".jsa")
                    .endsWith("-jar dockershim-exporter.jar");
            assertThat(entries).containsKey(HOME + role.getKey() + ".jsa");
        }
    }

    @Test
    void saysWhatItIs() {
        Map<String, String> labels = StreamSupport.stream(
                        image.config()
                                .path("config")
                                .path("Labels")
                                .propertyStream()
                                .spliterator(),
                        false)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asString("")));

        assertThat(labels)
                .containsEntry("org.opencontainers.image.title", "dockershim-exporter")
                .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
                .containsEntry("org.opencontainers.image.version", version())
                .containsKeys("org.opencontainers.image.description", "org.opencontainers.image.revision");
        assertThat(image.manifest().path("annotations"))
                .isEqualTo(image.config().path("config").path("Labels"));
        assertThat(image.descriptor()
                        .path("annotations")
                        .path("io.containerd.image.name")
                        .asString(""))
                .isEqualTo("docker.io/library/dockershim-exporter:" + version());
        assertThat(image.descriptor().path("platform").path("os").asString("")).isEqualTo("linux");
        assertThat(image.descriptor().path("platform").path("architecture"))
                .isEqualTo(image.config().path("architecture"));
    }

    /** What the program says of itself is what the labels say; and no branch makes another image of the same commit. */
    @Test
    void theProgramIsOfTheVersionAndCommitThatTheLabelsName() throws IOException {
        JsonNode labels = image.config().path("config").path("Labels");
        Properties build = new Properties();
        try (ZipInputStream jar = new ZipInputStream(
                new ByteArrayInputStream(Objects.requireNonNull(entries.get(HOME + "dockershim-exporter.jar"))
                        .content()))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith("/telemetry/build.properties")) {
                    build.load(jar);
                    break;
                }
            }
        }

        assertThat(build)
                .containsEntry(
                        "version",
                        labels.path("org.opencontainers.image.version").asString(""))
                .containsEntry(
                        "revision",
                        labels.path("org.opencontainers.image.revision").asString(""))
                .containsEntry("branch", "unknown");
        assertThat(build.getProperty("revision")).matches("[0-9a-f]{40}(-dirty)?|unknown");
    }

    @Test
    void olderDockersFindTheSameBlobs() {
        JsonNode docker = image.document("manifest.json").path(0);

        assertThat("sha256:" + fileName(docker.path("Config").asString("")))
                .isEqualTo(image.manifest().path("config").path("digest").asString(""));
        assertThat(texts(docker.path("Layers")).stream().map(path -> "sha256:" + fileName(path)))
                .containsExactlyElementsOf(
                        StreamSupport.stream(image.manifest().path("layers").spliterator(), false)
                                .map(layer -> layer.path("digest").asString(""))
                                .toList());
        assertThat(texts(docker.path("RepoTags"))).containsExactly("dockershim-exporter:" + version());
    }

    @Test
    void theBillOfMaterialsNamesEveryJarTheJavaRuntimeAndTheCLibrary() throws IOException {
        String text = text("usr/share/doc/dockershim-exporter/sbom.cdx.json");
        JsonNode bill = JsonMapper.shared().readTree(text);
        Map<String, JsonNode> components = StreamSupport.stream(
                        bill.path("components").spliterator(), false)
                .collect(Collectors.toMap(
                        component -> component.path("name").asString("") + "-"
                                + component.path("version").asString("") + ".jar",
                        component -> component));
        Set<String> jars = entries.keySet().stream()
                .filter(path -> path.startsWith(HOME + "lib/") && path.endsWith(".jar"))
                .map(ImageContentIT::fileName)
                .collect(Collectors.toSet());

        assertThat(jars).hasSizeGreaterThan(50);
        assertThat(components.keySet()).containsAll(jars);
        components.keySet().removeAll(jars);
        assertThat(components.values().stream()
                        .map(component -> component.path("name").asString("")))
                .containsExactlyInAnyOrder("dockershim-exporter", "openjdk", "glibc");
        JsonNode java = byName(components, "openjdk");
        assertThat(java.path("version").asString("")).startsWith(release("JAVA_VERSION") + "+");
        assertThat(java.path("cpe").asString(""))
                .isEqualTo("cpe:2.3:a:oracle:openjdk:" + release("JAVA_VERSION") + ":*:*:*:*:*:*:*");
        assertThat(java.path("evidence").toString().contains("cpe:2.3:a:eclipse:temurin:"))
                .isEqualTo(java.path("supplier").path("name").asString("").equals("Eclipse Adoptium"));
        assertThat(StreamSupport.stream(java.path("components").spliterator(), false)
                        .map(module -> module.path("name").asString("") + "@"
                                + module.path("version").asString("").replaceAll("\\+.*", "")))
                .containsExactlyInAnyOrderElementsOf(
                        Program.run(Path.of("."), List.of("target/root/opt/java/bin/java", "--list-modules"))
                                .lines()
                                .toList());
        assertThat(byName(components, "glibc").path("version").asString("")).matches("\\d+\\.\\d+.*");
        assertThat(bill.path("metadata").path("component").path("type").asString(""))
                .isEqualTo("container");
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            assertThat(files.filter(file -> file.toString().endsWith("64.cdx.json")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent(text));
        }
    }

    @Test
    void noticesAreInIt() throws IOException {
        assertThat(text("usr/share/doc/dockershim-exporter/LICENSE")).contains("Apache License");
        assertThat(text("usr/share/doc/dockershim-exporter/third-party-licenses.md"))
                .isEqualTo(Files.readString(Path.of("../../docs/third-party-licenses.md")));
        try (Stream<Path> texts = Files.list(Path.of("src/main/licenses"))) {
            for (Path file : texts.toList()) {
                assertThat(text("usr/share/doc/dockershim-exporter/licenses/" + file.getFileName()))
                        .isEqualTo(Files.readString(file));
            }
        }
        assertThat(text("opt/java/legal/java.base/LICENSE")).contains("GNU General Public License");
        assertThat(entries.keySet().stream().anyMatch(path -> path.equals("usr/share/doc/libc6/copyright")))
                .isEqualTo(Files.exists(Path.of("/usr/share/doc/libc6/copyright")));
    }

    /** Debian's, Ubuntu's and others' directories differ; the JDK's programs name the loader. */
    @Test
    void theCLibraryIsWhereItsLoaderLooks() {
        assertThat(entries.keySet())
                .contains(ElfFile.read(Path.of("target/root/opt/java/bin/java"))
                        .interpreter()
                        .substring(1))
                .anyMatch(path -> path.endsWith("/libc.so.6"))
                .anyMatch(path -> path.endsWith("/libm.so.6"));
    }

    private String release(String name) {
        return text("opt/java/release")
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 2, line.length() - 1))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode byName(Map<String, JsonNode> components, String name) {
        return components.values().stream()
                .filter(component -> component.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String text(String path) {
        Entry entry = Objects.requireNonNull(entries.get(path), path);
        if (entry.header().isSymbolicLink()) {
            throw new AssertionError(path + " is a link");
        }
        return new String(entry.content(), UTF_8);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.asString(""))
                .toList();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String version() {
        return System.getProperty("project.version");
    }
}
