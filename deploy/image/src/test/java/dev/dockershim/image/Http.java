package dev.dockershim.image;

import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealContainerd;
import dev.dockershim.exporter.real.RealContainerd.Container;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a container that uses the host's network. */
final class Http {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Http() {}

    /** A TCP port of localhost that nothing listened on a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is ready, and returns a scrape. */
    static String scrape(int port, Container container) {
        HttpClient client = HttpClient.newHttpClient();
        awaitAnswer(client, "http://127.0.0.1:" + port + "/-/ready", 200, container);
        return awaitAnswer(client, "http://127.0.0.1:" + port + "/metrics", 200, container)
                .body();
    }

    /** The status of a request without credentials, over TLS by that certificate alone. */
    static int statusOverTls(int port, Path certificate, Container container) {
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(certificate)).build();
        return awaitAnswer(client, "https://localhost:" + port + "/metrics", 401, container)
                .statusCode();
    }

    private static HttpResponse<String> awaitAnswer(HttpClient client, String url, int status, Container container) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return await(url)
                    .atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(
                            () -> client.send(request, HttpResponse.BodyHandlers.ofString()),
                            answer -> answer.statusCode() == status);
        } catch (RuntimeException e) {
            throw new AssertionError(container.name() + " has printed " + RealContainerd.output(container), e);
        }
    }

    private static SSLContext trusting(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
