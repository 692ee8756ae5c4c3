package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.pem.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Clients that ask over TLS without a pause, half of them on a new connection each time. */
final class WebLoad implements AutoCloseable {

    /** What a client shows and trusts. */
    record Identity(SSLSocketFactory sockets, String authorization) {

        static Identity of(Path directory, String client, String authorities, String user, String password) {
            try {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(null, null);
                keys.setKeyEntry(
                        "client",
                        Pem.privateKey(Files.readAllBytes(directory.resolve(client + ".key"))),
                        new char[0],
                        certificates(directory.resolve(client + ".crt")).toArray(new X509Certificate[0]));
                KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                shown.init(keys, new char[0]);
                KeyStore anchors = KeyStore.getInstance("PKCS12");
                anchors.load(null, null);
                for (X509Certificate certificate : certificates(directory.resolve(authorities))) {
                    anchors.setCertificateEntry("ca-" + anchors.size(), certificate);
                }
                TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
                trusted.init(anchors);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
                return new Identity(
                        context.getSocketFactory(),
                        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8)));
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static List<X509Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
            return Pem.certificates(Files.readAllBytes(file));
        }
    }

    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI url;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile Identity identity;
    private volatile boolean stopped;

    WebLoad(URI url) {
        this.url = url;
        this.identity = new Identity((SSLSocketFactory) SSLSocketFactory.getDefault(), "");
    }

    /** From the next request on. */
    WebLoad as(Identity changed) {
        identity = changed;
        return this;
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            boolean anew = i % 2 == 0;
            Thread thread = new Thread(() -> run(anew), "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** How many requests were answered as they should. */
    long answers() {
        return answers.get();
    }

    /** What went wrong, each time. */
    List<String> failures() {
        return failures;
    }

    /** Waits for that many more answers, or the first failure. */
    void awaitMore(int count) {
        long enough = answers() + count;
        await().atMost(Duration.ofSeconds(60)).until(() -> answers() >= enough || !failures.isEmpty());
    }

    private void run(boolean anew) {
        while (!stopped) {
            try {
                ask(identity, anew);
                answers.incrementAndGet();
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    private void ask(Identity as, boolean anew) throws IOException {
        HttpsURLConnection request = (HttpsURLConnection) url.toURL().openConnection();
        request.setSSLSocketFactory(as.sockets());
        request.setRequestProperty("Authorization", as.authorization());
        if (anew) {
            request.setRequestProperty("Connection", "close");
        }
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream in = request.getInputStream()) {
            long length = in.readAllBytes().length;
            if (length != request.getContentLengthLong()) {
                throw new IOException(length + " bytes instead of " + request.getContentLengthLong());
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join(TIMEOUT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
