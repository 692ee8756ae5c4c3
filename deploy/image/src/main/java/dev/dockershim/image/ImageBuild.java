package dev.dockershim.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Makes the image of this machine's architecture: a tree on the disk that looks as the image will, the class archives by
 * running that tree's Java, then the layers.
 *
 * @param repository the repository's root, whose {@code exporter} is packaged
 * @param version of the build, which the exporter's {@code --version} tells too
 * @param revision the commit, ending in {@code -dirty} where the files are not as it has them
 * @param created the time of every file and of the image itself
 * @param jars CycloneDX document of the jars
 * @param output an own directory for what is made
 */
record ImageBuild(Path repository, String version, String revision, Instant created, Path jars, Path output, Jdk jdk) {

    static final String NAME = "dockershim-exporter";

    /** What was made. */
    record Result(Path archive, String digest, long bytes, String architecture) {}

    private static final String JAR = "dockershim-exporter.jar";

    /** Makes the image. */
    Result make() {
        CLibrary libc = writeTree();
        String architecture = architecture();
        String parts = Sbom.read(jars)
                .with(jdk, JavaRuntime.modules(java()))
                .with(libc, architecture)
                .document(NAME, version, created);
        try {
            Files.writeString(output.resolve(fileName(architecture) + ".cdx.json"), parts);
            Files.writeString(doc().resolve("sbom.cdx.json"), parts);
            setTimes();
            if (jdk.feature() >= ClassArchive.SUPPORTED_SINCE) {
                writeClassArchive("agent");
                writeClassArchive("watcher");
            }
            return write(architecture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes all but the class archives, below {@link #root}. */
    CLibrary writeTree() {
        try {
            delete(root());
            delete(blobs());
            Files.createDirectories(root());
            Files.createDirectories(blobs());
            JavaRuntime.link(jdk, java());
            CLibrary libc = CLibrary.neededBy(java());
            writeSystem(libc);
            writeExporter();
            return libc;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String architecture() {
        return ElfFile.read(java().resolve("bin/java")).architecture();
    }

    private String fileName(String architecture) {
        return NAME + "-" + version + "-" + architecture;
    }

    /** The tree that stands for the image's root. */
    Path root() {
        return output.resolve("root");
    }

    Path java() {
        return root().resolve("opt/java");
    }

    Path home() {
        return root().resolve(Image.HOME);
    }

    private Path doc() {
        return root().resolve("usr/share/doc").resolve(NAME);
    }

    private Path blobs() {
        return output.resolve("blobs");
    }

    private Path classes(String role) {
        return repository.resolve("deploy/image/src/main/classes").resolve(role + ".classes");
    }

    private void writeSystem(CLibrary libc) throws IOException {
        libc.copyTo(root());
        Path etc = Files.createDirectories(root().resolve("etc"));
        Files.writeString(etc.resolve("passwd"), """
                root:x:0:0:root:/:/sbin/nologin
                nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
                """);
        Files.writeString(etc.resolve("group"), """
                root:x:0:
                nogroup:x:65534:
                """);
        Files.writeString(etc.resolve("nsswitch.conf"), """
                passwd: files
                group: files
                hosts: files dns
                """);
        Files.createDirectories(root().resolve("tmp"));
        Path copyright = Path.of("/usr/share/doc/libc6/copyright");
        if (Files.exists(copyright)) {
            Path target = Files.createDirectories(root().resolve("usr/share/doc/libc6"));
            Files.copy(copyright.toRealPath(), target.resolve("copyright"));
        }
        Files.createDirectories(doc());
        Files.copy(repository.resolve("LICENSE"), doc().resolve("LICENSE"));
        Files.copy(repository.resolve("docs/third-party-licenses.md"), doc().resolve("third-party-licenses.md"));
        Path licenses = Files.createDirectories(doc().resolve("licenses"));
        try (Stream<Path> texts = Files.list(repository.resolve("deploy/image/src/main/licenses"))) {
            for (Path text : texts.toList()) {
                Files.copy(text, licenses.resolve(text.getFileName()));
            }
        }
    }

    private void writeExporter() throws IOException {
        Path target = repository.resolve("exporter/target");
        if (!Files.exists(target.resolve(JAR)) || !Files.isDirectory(target.resolve("lib"))) {
            throw new BuildException(
                    "the exporter is not packaged: run make image, or ./mvnw package -pl exporter,deploy/image");
        }
        Files.createDirectories(home().resolve("lib"));
        Files.copy(target.resolve(JAR), home().resolve(JAR));
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, home().resolve("lib").resolve(jar.getFileName()));
            }
        }
        writeNativeLibrary();
        writeArguments("agent", "jvm.options");
        writeArguments("watcher", "watcher.options");
    }

    /** JNA's own library, which it would else unpack into a directory that it must be able to write to and run from. */
    private void writeNativeLibrary() throws IOException {
        String directory = switch (architecture()) {
            case "arm64" -> "linux-aarch64";
            default -> "linux-x86-64";
        };
        try (Stream<Path> jars = Files.list(home().resolve("lib"))) {
            Path jna = jars.filter(jar -> jar.getFileName().toString().startsWith("jna-"))
                    .findFirst()
                    .orElseThrow(() -> new BuildException("no jna among the exporter's jars"));
            try (ZipFile zip = new ZipFile(jna.toFile())) {
                ZipEntry entry = zip.getEntry("com/sun/jna/" + directory + "/libjnidispatch.so");
                if (entry == null) {
                    throw new BuildException(jna + " has no library for " + directory);
                }
                Files.createDirectories(home().resolve("native"));
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, home().resolve("native/libjnidispatch.so"));
                }
            }
        }
    }

    /** What {@code java @file} takes, paths absolute but for the jar's, which the class archive wants as it was dumped. */
    private void writeArguments(String role, String options) throws IOException {
        String given = Files.readAllLines(repository.resolve("exporter").resolve(options)).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .collect(Collectors.joining("\n"));
        // Where the archive does not fit, as with another collector, the JVM does without and need not say so.
        String archive = jdk.feature() < ClassArchive.SUPPORTED_SINCE
                ? ""
                : "-XX:SharedArchiveFile=/" + Image.HOME + "/" + role + ".jsa\n-Xlog:cds=off\n-Xlog:aot=off\n";
        Files.writeString(home().resolve(role + ".options"), given + "\n" + OWN_OPTIONS);
        Files.writeString(home().resolve(role + ".args"), given + "\n" + OWN_OPTIONS + archive + "-jar " + JAR + "\n");
    }

    /** No file in /tmp for jstat, and JNA's library where it is. */
    private static final String OWN_OPTIONS = """
            -XX:-UsePerfData
            -Djna.boot.library.path=/%1$s/native
            -Djna.nounpack=true
            """.formatted(Image.HOME);

    private void writeClassArchive(String role) throws IOException {
        Path options = home().resolve(role + ".options");
        Path archive = home().resolve(role + ".jsa");
        ClassArchive.write(java().resolve("bin/java"), home(), options, classes(role), archive);
        Files.setLastModifiedTime(archive, FileTime.from(created));
    }

    private Result write(String architecture) throws IOException {
        String home = Image.HOME;
        Layer.Builder system = new Layer.Builder("the C library, users and licences");
        try (Stream<Path> top = Files.list(root())) {
            for (Path each : top.filter(path -> !path.endsWith("opt")).sorted().toList()) {
                system.tree(each.getFileName().toString(), each);
            }
        }
        system.directory("tmp", 01777);
        List<Layer.Builder> builders = Stream.of(
                        system,
                        new Layer.Builder("the Java runtime").tree("opt/java", java()),
                        new Layer.Builder("libraries")
                                .tree(home + "/lib", home().resolve("lib"))
                                .tree(home + "/native", home().resolve("native")),
                        new Layer.Builder("the exporter")
                                .file(home + "/" + JAR, home().resolve(JAR))
                                .file(home + "/agent.args", home().resolve("agent.args"))
                                .file(home + "/watcher.args", home().resolve("watcher.args")))
                .collect(Collectors.toList());
        for (String role : List.of("agent", "watcher")) {
            Path archive = home().resolve(role + ".jsa");
            if (Files.exists(archive)) {
                builders.add(new Layer.Builder("the class archive of the " + role)
                        .file(home + "/" + role + ".jsa", archive));
            }
        }
        List<Layer> layers = builders.parallelStream()
                .map(builder -> builder.write(blobs(), created))
                .toList();
        Image image = new Image(architecture, created.toString(), labels(), layers);
        Blob config = image.config(blobs());
        Blob manifest = image.manifest(config, blobs());
        Path archive = output.resolve(fileName(architecture) + ".oci.tar");
        ImageArchive.write(archive, NAME + ":" + version, manifest, config, layers, architecture);
        return new Result(archive, manifest.digest(), Files.size(archive), architecture);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("org.opencontainers.image.created", created.toString());
        labels.put(
                "org.opencontainers.image.description",
                "Gives back the container_fs_* series that Kubernetes nodes lost with dockershim.");
        labels.put("org.opencontainers.image.licenses", "Apache-2.0");
        labels.put("org.opencontainers.image.revision", revision);
        labels.put("org.opencontainers.image.title", NAME);
        labels.put("org.opencontainers.image.version", version);
        return labels;
    }

    /** The JVM takes an archive only with jars of the time that they had when it was dumped. */
    private void setTimes() throws IOException {
        FileTime time = FileTime.from(created);
        try (Stream<Path> tree = Files.walk(root())) {
            for (Path each : tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                Files.setLastModifiedTime(each, time);
            }
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
