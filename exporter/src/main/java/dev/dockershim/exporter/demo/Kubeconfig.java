package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** A kubeconfig file of one cluster, for clients with a token. */
public final class Kubeconfig {

    private Kubeconfig() {}

    /**
     * Writes a new file that only its owner can read.
     *
     * @param server its API server's base URL
     * @param certificate what to trust, in PEM
     */
    public static void write(Path file, String cluster, URI server, String certificate, String token)
            throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String authority = Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(file, """
                apiVersion: v1
                kind: Config
                clusters:
                - name: %1$s
                  cluster:
                    server: %2$s
                    certificate-authority-data: %3$s
                users:
                - name: reader
                  user:
                    token: %4$s
                contexts:
                - name: %1$s
                  context:
                    cluster: %1$s
                    user: reader
                current-context: %1$s
                """.formatted(cluster, server, authority, token));
    }
}
