package dev.dockershim.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code make image}, {@code make image-index} and {@code make image-classes}. */
@Command(name = "image", description = "Makes the container image.")
public final class ImageCommand {

    /** What each command is told. */
    static final class Common {

        @Option(names = "--repository", defaultValue = ".", description = "The repository's root. Default: here.")
        Path repository = Path.of("");

        @Option(names = "--output", required = true, description = "Where to write.")
        Path output = Path.of("");

        @Option(names = "--version", required = true, description = "Of the exporter.")
        String version = "";

        @Option(
                names = "--jdk",
                defaultValue = "",
                description = "The JDK to take the runtime from. Default: the newest 25, else the newest.")
        String jdk = "";

        Jdk chosen() {
            Jdk chosen = Jdk.find(Jdk.installed(jdk));
            if (chosen.feature() != Jdk.WANTED) {
                System.err.printf(
                        "image: no JDK %d here, so with %s from %s%s%n",
                        Jdk.WANTED,
                        chosen.build(),
                        chosen.home(),
                        chosen.feature() < ClassArchive.SUPPORTED_SINCE
                                ? ", and without class archives: it starts slower and takes more memory"
                                : "");
            }
            return chosen;
        }

        ImageBuild build(String revision, Instant created, Path jars) {
            return new ImageBuild(
                    repository.toAbsolutePath().normalize(),
                    version,
                    revision,
                    created,
                    jars,
                    output.toAbsolutePath().normalize(),
                    chosen());
        }
    }

    /** Makes the image. */
    @Command(name = "build", description = "Makes the image of this machine's architecture.")
    static final class Build implements Callable<Integer> {

        @CommandLine.Mixin
        private final Common common = new Common();

        @Option(
                names = "--revision",
                required = true,
                description = "The commit; -dirty at its end where it was changed.")
        private String revision = "";

        @Option(names = "--created", required = true, description = "The time of all that is in it.")
        private Instant created = Instant.EPOCH;

        @Option(names = "--jars", required = true, description = "CycloneDX document of the jars.")
        private Path jars = Path.of("");

        @Override
        public Integer call() {
            ImageBuild.Result made = common.build(revision, created, jars).make();
            String name = ImageBuild.NAME + ":" + common.version;
            System.out.printf(
                    """
                    image     %s (linux/%s)
                    archive   %s, %.1f MB
                    digest    %s
                    load      ctr -n k8s.io images import %2$s%n""".replace("%2$s", "%3$s"),
                    name,
                    made.architecture(),
                    made.archive(),
                    made.bytes() / 1e6,
                    made.digest());
            return 0;
        }
    }

    /** Composes an index. */
    @Command(name = "index", description = "Puts the images of several architectures under one name.")
    static final class Index implements Callable<Integer> {

        @CommandLine.Mixin
        private final Common common = new Common();

        @Parameters(arity = "1..*", paramLabel = "ARCHIVE", description = "What was built on each architecture.")
        private List<Path> archives = List.of();

        @Override
        public Integer call() {
            String version = common.version;
            Path archive = common.output.resolve(ImageBuild.NAME + "-" + version + ".oci.tar");
            try {
                Files.createDirectories(common.output);
                Path blobs = Files.createTempDirectory(common.output, "blobs-");
                try {
                    String digest = ImageIndex.write(archives, ImageBuild.NAME + ":" + version, archive, blobs);
                    System.out.printf("archive   %s%ndigest    %s%n", archive, digest);
                } finally {
                    ImageBuild.delete(blobs);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return 0;
        }
    }

    /** Records class lists. */
    @Command(name = "classes", description = "Records the classes that agent and watcher load, into src/main/classes.")
    static final class Classes implements Callable<Integer> {

        @CommandLine.Mixin
        private final Common common = new Common();

        @Override
        public Integer call() throws Exception {
            ClassLists.record(common.build("unknown", Instant.EPOCH, Path.of("")));
            return 0;
        }
    }

    private ImageCommand() {}

    /** Ends with 0, with 1 and one line where the image cannot be made, or with 2 for wrong arguments. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new ImageCommand())
                .addSubcommand(new Build())
                .addSubcommand(new Index())
                .addSubcommand(new Classes())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof BuildException) {
                        System.err.println("image: " + e.getMessage());
                        return 1;
                    }
                    throw e;
                });
        System.exit(line.execute(arguments));
    }
}
