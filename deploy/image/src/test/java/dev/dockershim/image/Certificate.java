package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.dockershim.exporter.real.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An RSA key of localhost and its certificate, as openssl writes them. */
record Certificate(Path directory, Path certificate, Path key) {

    static Certificate write(Path directory) throws IOException {
        Path certificate = directory.resolve("server.crt");
        Path key = directory.resolve("server.key");
        Path output = directory.resolve("openssl.log");
        List<String> command = Requirements.command(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("openssl: " + Files.readString(output, US_ASCII));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        return new Certificate(directory, certificate, key);
    }
}
