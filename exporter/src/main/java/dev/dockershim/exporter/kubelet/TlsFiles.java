package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.pem.Pem;
import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The files that TLS to the kubelet is made of: CA, client certificate and key. They are renewed while we run. */
final class TlsFiles {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final char[] NO_PASSWORD = new char[0];

    private final KubeletConfig config;

    TlsFiles(KubeletConfig config) {
        this.config = config;
    }

    /** Changes when one of the files does. */
    List<String> state() {
        List<String> state = new ArrayList<>(3);
        for (@Nullable Path file : new @Nullable Path[] {config.caFile(), config.certFile(), config.keyFile()}) {
            if (file != null) {
                state.add(stateOf(file));
            }
        }
        return state;
    }

    /** Loads the files afresh. */
    SSLContext load() throws SourceException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(clientKeys(), new TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new SourceException("TLS cannot be set up: " + e.getClass().getSimpleName(), e);
        }
    }

    private ServerTrust trust() throws SourceException, GeneralSecurityException, IOException {
        if (config.insecureSkipVerify()) {
            return ServerTrust.skippingVerification();
        }
        Path caFile = config.caFile();
        if (caFile == null) {
            return ServerTrust.verifying(pathCheck(null), List.of());
        }
        List<X509Certificate> given = certificates(caFile, "--kubelet.ca-file");
        KeyStore anchors = emptyStore();
        for (X509Certificate certificate : given) {
            anchors.setCertificateEntry("ca-" + anchors.size(), certificate);
        }
        return ServerTrust.verifying(pathCheck(anchors), given);
    }

    /** The JDK's own check; {@code null} stands for the certificate authorities that come with it. */
    private static X509ExtendedTrustManager pathCheck(@Nullable KeyStore anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager check) {
                return check;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private KeyManager @Nullable [] clientKeys() throws SourceException, GeneralSecurityException, IOException {
        Path certFile = config.certFile();
        Path keyFile = config.keyFile();
        if (certFile == null || keyFile == null) {
            return null;
        }
        X509Certificate[] chain = certificates(certFile, "--kubelet.cert-file").toArray(new X509Certificate[0]);
        KeyStore store = emptyStore();
        try {
            byte[] key = SmallFile.read(keyFile, "--kubelet.key-file", MAX_BYTES);
            store.setKeyEntry("client", Pem.privateKey(key), NO_PASSWORD, chain);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SourceException("--kubelet.key-file " + keyFile + " holds no usable key", e);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static List<X509Certificate> certificates(Path file, String flag) throws SourceException {
        try {
            List<X509Certificate> found = Pem.certificates(SmallFile.read(file, flag, MAX_BYTES));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SourceException(flag + " " + file + " holds an invalid certificate", e);
        }
        throw new SourceException(flag + " " + file + " holds no certificate in PEM");
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String stateOf(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
