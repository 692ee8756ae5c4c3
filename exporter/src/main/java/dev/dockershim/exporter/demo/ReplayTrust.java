package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * The certificate with which replayed servers of one demo serve, and the token that they let in; both as files, as their
 * clients are given them.
 */
final class ReplayTrust {

    static final String TOKEN = "demo-token";

    private final ServingCertificate certificate;
    private final Path certificateFile;
    private final Path tokenFile;

    private ReplayTrust(ServingCertificate certificate, Path directory) {
        this.certificate = certificate;
        this.certificateFile = directory.resolve("kubelet.crt");
        this.tokenFile = directory.resolve("token");
    }

    /** A new one, for servers on the loopback addresses, whose files are in {@code directory}. */
    static ReplayTrust create(Path directory) throws IOException, InterruptedException {
        ReplayTrust trust = new ReplayTrust(ServingCertificate.create(directory, "node-a"), directory);
        trust.certificate.writePem(trust.certificateFile);
        Files.writeString(trust.tokenFile, TOKEN);
        return trust;
    }

    SSLContext sslContext() {
        return certificate.sslContext();
    }

    String pem() {
        return certificate.pem();
    }

    /** What a client must be given to trust and reach {@code server}. */
    KubeletConfig client(URI server) {
        return new KubeletConfig(server, certificateFile, tokenFile, null, null, null, false);
    }

    /** The same for a client that trusts whoever answers. */
    KubeletConfig careless(URI server) {
        return new KubeletConfig(server, null, tokenFile, null, null, null, true);
    }
}
