package dev.dockershim.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An archive of loaded and linked classes (JEP 483), which halves the start. It is dumped from a list of classes that is
 * kept in the repository: an AOT cache that is trained at build differs from run to run, in which classes a race had
 * loaded and in what was profiled.
 *
 * <p>Two dumps of one list still differ in two things. Soft references among the archived objects carry the time of the
 * machine's clock at which they were made (java.lang.ref.SoftReference, {@code timestamp}), and the header has checksums
 * that follow from them, which the JVM looks at with {@code -XX:+VerifySharedSpaces} alone. So it is dumped twice, and
 * what differs is set to 0: a soft reference that was last used long ago. Anything else that differs is an error.
 */
final class ClassArchive {

    /** Linked classes in archives that are dumped from a list. */
    static final int SUPPORTED_SINCE = 24;

    /** The archive's header, in which the checksums are. */
    private static final int HEADER = 4096;

    /** One of the header itself, and one of each region. */
    private static final int CHECKSUMS = 6;

    private ClassArchive() {}

    /**
     * Dumps an archive.
     *
     * @param java the program of the runtime that is to use it
     * @param home the directory of the jar, whose path is not in the archive
     * @param options the argument file it will be used with
     * @param classes the list of classes
     * @param archive the file to write
     */
    static void write(Path java, Path home, Path options, Path classes, Path archive) {
        Path again = archive.resolveSibling(archive.getFileName() + ".again");
        try {
            Window first = dump(java, home, options, classes, archive);
            Window second = dump(java, home, options, classes, again);
            Files.write(archive, level(Files.readAllBytes(archive), first, Files.readAllBytes(again), second));
            Files.delete(again);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Milliseconds of the clock of {@link System#nanoTime}, which the JVM's soft references have too. */
    record Window(long from, long to) {
        boolean has(long milliseconds) {
            return from <= milliseconds && milliseconds <= to;
        }
    }

    private static Window dump(Path java, Path home, Path options, Path classes, Path archive) {
        long from = now();
        List<String> command = new ArrayList<>(List.of(java.toString(), "@" + options));
        command.addAll(List.of(
                "-Xshare:dump",
                "-XX:+AOTClassLinking",
                // Else what soft references hold is cleared or not, as the dump takes more or less time.
                "-XX:SoftRefLRUPolicyMSPerMB=1000000",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-cp",
                "dockershim-exporter.jar"));
        String printed = Program.run(home, command);
        if (!Files.exists(archive)) {
            throw new BuildException("no class archive was written: " + printed.strip());
        }
        return new Window(from, now());
    }

    /** Sets the clock's times and the checksums to 0. */
    static byte[] level(byte[] archive, Window first, byte[] again, Window second) {
        if (archive.length != again.length) {
            throw new BuildException("two dumps of the class archive differ in length: %d and %d bytes"
                    .formatted(archive.length, again.length));
        }
        ByteBuffer one = ByteBuffer.wrap(archive).order(ByteOrder.nativeOrder());
        ByteBuffer other = ByteBuffer.wrap(again).order(ByteOrder.nativeOrder());
        int checksums = 0;
        for (int at = 0; at < HEADER; at += Integer.BYTES) {
            if (one.getInt(at) != other.getInt(at)) {
                one.putInt(at, 0);
                checksums++;
            }
        }
        if (checksums > CHECKSUMS) {
            throw new BuildException(
                    "two dumps of the class archive differ in %d words of the header".formatted(checksums));
        }
        for (int at = HEADER; at < archive.length; at += Long.BYTES) {
            if (one.getLong(at) != other.getLong(at)) {
                if (!first.has(one.getLong(at)) || !second.has(other.getLong(at))) {
                    throw new BuildException("two dumps of the class archive differ at %x: %x and %x"
                            .formatted(at, one.getLong(at), other.getLong(at)));
                }
                one.putLong(at, 0);
            }
        }
        return archive;
    }

    /** The classes of a list that was recorded by {@code -XX:DumpLoadedClassList}, without what varies from run to run. */
    static Stream<String> withoutIds(Stream<String> list) {
        return list.filter(line -> !line.startsWith("#"))
                // Positions in constant pools, which any change of a class moves; without them it is resolved at run
                // time.
                .filter(line -> !line.startsWith("@cp dev/dockershim/"))
                .map(line -> line.startsWith("@") ? line : line.replaceFirst(" (id|super|interfaces|source): .*", ""));
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
