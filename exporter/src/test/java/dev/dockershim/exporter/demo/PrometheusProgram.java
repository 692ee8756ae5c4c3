package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs for tests, which do not need a Prometheus for what is asked of them. */
public final class PrometheusProgram {

    private PrometheusProgram() {}

    /** One that tells a version as Prometheus does. */
    public static Path ofVersion(Path directory, String version) throws IOException {
        return script(
                directory,
                "test \"$*\" = --version && echo 'prometheus, version " + version
                        + " (branch: HEAD, revision: 0123abc)' && echo '  go version:  go1.22'");
    }

    /** One that does anything. */
    public static Path script(Path directory, String shell) throws IOException {
        Path program = Files.writeString(directory.resolve("a-prometheus"), "#!/bin/sh\n" + shell + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
