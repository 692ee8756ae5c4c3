package dev.dockershim.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The part of a JDK that the exporter needs, made by jlink. */
final class JavaRuntime {

    /**
     * What jdeps finds in the jars, less what only classes need that are never loaded (SQL, SASL and Kerberos of
     * libraries), and what is found by reflection or service loaders. ImageIT runs what each of them is for.
     */
    static final List<String> MODULES = List.of(
            // elliptic curves are in it since Java 22, before in jdk.crypto.ec
            "java.base",
            "java.logging",
            // simpleclient's telemetry of the process
            "java.management",
            "jdk.management",
            // names in certificates
            "java.naming",
            "java.net.http",
            // Jackson knows DOM's types
            "java.xml",
            // the demo's servers
            "jdk.httpserver",
            // Unsafe, for protobuf and Netty
            "jdk.unsupported");

    private static final int CURVES_IN_BASE_SINCE = 22;

    private static final Pattern LINKED = Pattern.compile("(?m)^MODULES=\"(.*)\"$");

    private JavaRuntime() {}

    /** The modules of a runtime: those that it was asked for, and those that they need. */
    static List<String> modules(Path runtime) {
        Path release = runtime.resolve("release");
        try {
            Matcher linked = LINKED.matcher(Files.readString(release));
            if (!linked.find()) {
                throw new BuildException(release + " names no modules: jlink of this JDK is not understood");
            }
            return Stream.of(linked.group(1).split(" ")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it to a directory that is not there yet. The same JDK writes the same files. */
    static void link(Jdk jdk, Path directory) {
        String modules = String.join(",", MODULES) + (jdk.feature() < CURVES_IN_BASE_SINCE ? ",jdk.crypto.ec" : "");
        Program.run(
                Path.of("/"),
                List.of(
                        jdk.program("jlink").toString(),
                        "--add-modules=" + modules,
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output=" + directory));
        try {
            // Serves any directory over HTTP: nothing that an exporter's image should offer.
            Files.deleteIfExists(directory.resolve("bin/jwebserver"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
