package dev.dockershim.exporter.real;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a test needs from the machine. Where it is missing the test is skipped, except where the environment says
 * {@code CI=true}: there a skipped test would be a hole that nobody sees, so it fails.
 */
public final class Requirements {

    private Requirements() {}

    /** The path of a program, looked up as a shell would, and in the directories of system programs and of Go too. */
    public static Path program(String name) {
        Optional<Path> found = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/go/bin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> missing(name + " is not installed: run scripts/setup test"));
    }

    /** Ends the test unless it runs as root. */
    static void root(String why) {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw missing(why + " needs root");
        }
    }

    /** Ends the test unless that holds. */
    public static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw missing(otherwise);
        }
    }

    /** A command line whose program is looked up so. */
    public static List<String> command(String program, String... arguments) {
        return Stream.concat(Stream.of(program(program).toString()), Stream.of(arguments))
                .toList();
    }

    private static AssertionError missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            return fail(what);
        }
        return abort(what);
    }
}
