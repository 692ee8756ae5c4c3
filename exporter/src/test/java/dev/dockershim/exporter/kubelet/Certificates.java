package dev.dockershim.exporter.kubelet;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates as clusters have them. */
public final class Certificates {

    private static final CertificateBuilder BASE = new CertificateBuilder().ecp256();

    private Certificates() {}

    static X509Bundle authority(String name) throws Exception {
        return BASE.copy().subject("CN=" + name).setIsCertificateAuthority(true).buildSelfSigned();
    }

    /** A kubelet's, which names the node only, or addresses too. */
    static CertificateBuilder serving(String... names) {
        CertificateBuilder builder = BASE.copy().subject("CN=system:node:node-a,O=system:nodes");
        for (String name : names) {
            if (KubeletConfig.isAddress(name)) {
                builder.addSanIpAddress(name);
            } else {
                builder.addSanDnsName(name);
            }
        }
        return builder;
    }

    public static Path write(Path file, String... parts) throws IOException {
        return Files.writeString(file, String.join("\n", parts));
    }

    /** One that a kubelet has signed itself. */
    public static X509Bundle selfSigned(String... names) throws Exception {
        return serving(names).setIsCertificateAuthority(true).buildSelfSigned();
    }
}
