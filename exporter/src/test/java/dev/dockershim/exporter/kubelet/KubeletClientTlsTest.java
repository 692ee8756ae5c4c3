package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletClientTlsTest {

    private static final FakeKubelet.Behaviour OK = (request, connection) -> connection.send(200, "fine");

    @TempDir
    Path files;

    private X509Bundle authority;
    private Path caFile;

    @BeforeEach
    void createAuthority() throws Exception {
        authority = Certificates.authority("cluster-ca");
        caFile = Certificates.write(files.resolve("ca.crt"), authority.getCertificatePEM());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,,127.0.0.1",
        "127.0.0.1,node-a,127.0.0.1",
        "127.0.0.1,node-a,node-a",
        "localhost,,localhost",
        "localhost,node-a,node-a",
        "127.0.0.1,node-a,other.example.com node-a"
    })
    void aCertificateForTheServerNameOrTheDialledAddressIsTrusted(
            String host, @Nullable String serverName, String certificateNames) throws Exception {
        X509Bundle certificate =
                Certificates.serving(certificateNames.split(" ")).buildIssuedBy(authority);
        try (FakeKubelet kubelet = FakeKubelet.https(certificate, OK)) {
            assertThat(get(config(kubelet.url(host), caFile, serverName))).isEqualTo("fine");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,,node-a,'it does not name 127.0.0.1): set --kubelet.server-name to the node''s name'",
        "127.0.0.1,,127.0.0.2,'it does not name 127.0.0.1)'",
        "127.0.0.1,node-b,node-a,'it names neither node-b nor 127.0.0.1)'",
        "127.0.0.1,node-b,localhost,'it names neither node-b nor 127.0.0.1)'",
        "localhost,node-b,localhost,'it names neither node-b nor localhost)'",
        "localhost,,node-a,'it does not name localhost)'"
    })
    void aCertificateForAnotherNameIsNot(
            String host, @Nullable String serverName, String certificateNames, String reason) throws Exception {
        X509Bundle certificate =
                Certificates.serving(certificateNames.split(" ")).buildIssuedBy(authority);
        try (FakeKubelet kubelet = FakeKubelet.https(certificate, OK)) {
            assertThatThrownBy(() -> get(config(kubelet.url(host), caFile, serverName)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("kubelet's certificate is not trusted (")
                    .hasMessageContaining(reason);
            assertThat(kubelet.requests).isEmpty();
        }
    }

    @Test
    void anUnknownAuthorityIsNotTrusted() throws Exception {
        X509Bundle certificate = Certificates.serving("127.0.0.1").buildIssuedBy(Certificates.authority("other"));
        try (FakeKubelet kubelet = FakeKubelet.https(certificate, OK)) {
            assertThatThrownBy(() -> get(config(kubelet.url(), null, null)))
                    .hasMessage("kubelet's certificate is not trusted (unknown authority): set --kubelet.ca-file");
            assertThatThrownBy(() -> get(config(kubelet.url(), caFile, null)))
                    .hasMessageContaining("neither it nor its authority is in --kubelet.ca-file");
        }
    }

    @Test
    void anExpiredCertificateIsNotTrustedNotEvenPinned() throws Exception {
        X509Bundle certificate = Certificates.serving("127.0.0.1")
                .notBefore(Instant.now().minus(Duration.ofDays(20)))
                .notAfter(Instant.now().minus(Duration.ofDays(10)))
                .buildIssuedBy(authority);
        Path pin = Certificates.write(files.resolve("pin.crt"), certificate.getCertificatePEM());
        try (FakeKubelet kubelet = FakeKubelet.https(certificate, OK)) {
            for (Path trusted : new Path[] {caFile, pin}) {
                assertThatThrownBy(() -> get(config(kubelet.url(), trusted, null)))
                        .hasMessage("kubelet's certificate is not trusted (expired)");
            }
        }
    }

    @Test
    void aPinnedCertificateNeedsNoNameAndPinsNoOther() throws Exception {
        X509Bundle selfSigned = Certificates.selfSigned("node-a");
        Path pin = Certificates.write(
                files.resolve("pin.crt"),
                "# two in one file",
                authority.getCertificatePEM(),
                selfSigned.getCertificatePEM());
        try (FakeKubelet pinned = FakeKubelet.https(selfSigned, OK);
                FakeKubelet other = FakeKubelet.https(Certificates.selfSigned("node-a"), OK)) {
            assertThat(get(config(pinned.url(), pin, null))).isEqualTo("fine");
            assertThatThrownBy(() -> get(config(other.url(), pin, null))).isInstanceOf(SourceException.class);
        }
    }

    @Test
    void skippingVerificationIsForTheOneClientThatAsksForIt() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("node-b");
        try (FakeKubelet kubelet = FakeKubelet.https(certificate, OK)) {
            KubeletConfig skipping = new KubeletConfig(kubelet.url(), null, null, null, null, null, true);

            assertThat(get(skipping)).isEqualTo("fine");
            assertThatThrownBy(() -> get(config(kubelet.url(), null, null))).isInstanceOf(SourceException.class);
        }
    }

    @Test
    void aClientCertificateIsShownWhereTheKubeletWantsOne() throws Exception {
        X509Bundle client = Certificates.serving("client").buildIssuedBy(authority);
        Path cert = Certificates.write(files.resolve("client.crt"), client.getCertificatePathPEM());
        Path key = Certificates.write(files.resolve("client.key"), client.getPrivateKeyPEM());
        try (FakeKubelet kubelet =
                FakeKubelet.https(Certificates.serving("127.0.0.1").buildIssuedBy(authority), authority, OK)) {
            assertThat(get(new KubeletConfig(kubelet.url(), caFile, null, null, cert, key, false)))
                    .isEqualTo("fine");
            assertThatThrownBy(() -> get(config(kubelet.url(), caFile, null))).isInstanceOf(SourceException.class);
        }
    }

    @Test
    void aRenewedAuthorityIsPickedUp() throws Exception {
        X509Bundle next = Certificates.authority("next-ca");
        try (FakeKubelet kubelet =
                FakeKubelet.https(Certificates.serving("127.0.0.1").buildIssuedBy(next), OK)) {
            KubeletClient client = new KubeletClient(config(kubelet.url(), caFile, null), 0);
            assertThatThrownBy(() -> get(client)).hasMessageContaining("unknown authority");

            Certificates.write(caFile, authority.getCertificatePEM(), next.getCertificatePEM());

            assertThat(get(client)).isEqualTo("fine");
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamedAndNotQuoted() throws Exception {
        Path rubbish = Certificates.write(files.resolve("rubbish"), "secret");
        Path missing = files.resolve("missing");
        URI url = URI.create("https://127.0.0.1:1");

        assertThatThrownBy(() -> get(config(url, rubbish, null)))
                .hasMessage("--kubelet.ca-file " + rubbish + " holds no certificate in PEM");
        assertThatThrownBy(() -> get(config(url, missing, null)))
                .hasMessage("cannot read --kubelet.ca-file " + missing + ": NoSuchFileException");
        assertThatThrownBy(() -> get(new KubeletConfig(url, null, null, null, caFile, rubbish, false)))
                .hasMessage("--kubelet.key-file " + rubbish + " holds no usable key");
    }

    private static KubeletConfig config(URI url, @Nullable Path caFile, @Nullable String serverName) {
        return new KubeletConfig(url, caFile, null, serverName, null, null, false);
    }

    private static String get(KubeletConfig config) throws Exception {
        return get(new KubeletClient(config));
    }

    private static String get(KubeletClient client) throws Exception {
        return new String(
                client.fetch("/x", 1000, Deadline.after(Duration.ofSeconds(20))).readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
