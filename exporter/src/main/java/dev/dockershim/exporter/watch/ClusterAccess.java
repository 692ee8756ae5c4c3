package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.source.CipherOrder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.TlsVersion;
import io.fabric8.kubernetes.client.internal.CertUtils;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which API server, and as whom. In this order: the file that was given; the cluster that the process runs in; the files
 * that kubectl would take, {@code KUBECONFIG} and {@code ~/.kube/config}.
 *
 * @param environment of the process
 * @param serviceAccount the directory of the pod's service account
 */
record ClusterAccess(Map<String, String> environment, Path serviceAccount) {

    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final int CONNECT_MILLIS = 10_000;

    static ClusterAccess ofProcess() {
        return new ClusterAccess(System.getenv(), SERVICE_ACCOUNT);
    }

    /**
     * The API server.
     *
     * @param version of this program, for {@code User-Agent}
     * @throws IllegalArgumentException with one line that names the flag
     */
    ApiServer open(WatchConfig watch, String version, Patience patience) {
        ClientLog.silence();
        Config config = settings(watch);
        config.setUserAgent("dockershim-exporter/" + version);
        config.setConnectionTimeout(CONNECT_MILLIS);
        // A connection that has died quietly takes one watch away, not all of them.
        config.setHttp2Disable(true);
        // Who asks repeats it, and knows when: the client does not obey Retry-After (8.0.0, AsyncUtils).
        config.setRequestRetryBackoffLimit(0);
        try {
            return new ApiServer(client(config), URI.create(config.getMasterUrl()), patience);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "--kubeconfig: the API server's address, its CA, or the client's certificate or key is unusable");
        }
    }

    private Config settings(WatchConfig watch) {
        if (watch.kubeconfig() != null) {
            return Kubeconfig.read(watch.kubeconfig(), watch.context());
        }
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").strip();
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "").strip();
        Path token = serviceAccount.resolve("token");
        if (watch.context() == null && !host.isEmpty() && !port.isEmpty() && Files.isReadable(token)) {
            return inCluster(host, port, token);
        }
        for (String file : environment.getOrDefault("KUBECONFIG", "").split(":", -1)) {
            if (!file.isBlank() && Files.exists(Path.of(file))) {
                return Kubeconfig.read(Path.of(file), watch.context());
            }
        }
        Path home = Path.of(environment.getOrDefault("HOME", "/")).resolve(".kube/config");
        if (Files.exists(home)) {
            return Kubeconfig.read(home, watch.context());
        }
        throw new IllegalArgumentException("--kubeconfig: give a kubeconfig file; this process runs in no cluster, and"
                + " neither KUBECONFIG nor ~/.kube/config is there");
    }

    private Config inCluster(String host, String port, Path token) {
        Config config = Config.empty();
        config.setMasterUrl("https://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
        config.setCaCertFile(serviceAccount.resolve("ca.crt").toString());
        try {
            config.setOauthTokenProvider(new RenewedToken(Files.readString(token), () -> Files.readString(token)));
        } catch (IOException e) {
            throw new IllegalArgumentException("--kubeconfig: the token of the pod's service account cannot be read");
        }
        return config;
    }

    private static HttpClient client(Config config) throws IOException, GeneralSecurityException {
        JdkHttpClientFactory factory = new Undirected(config);
        HttpClient.Builder builder = factory.newBuilder();
        KeyManager[] keys = keyManagers(config);
        HttpClientUtils.applyCommonConfiguration(config, builder, factory);
        builder.sslContext(keys, trustManagers(config));
        return builder.build();
    }

    /** A key in PKCS#8 does not tell its algorithm to the client, which takes it for RSA. */
    private static KeyManager @Nullable [] keyManagers(Config config) throws IOException, GeneralSecurityException {
        try {
            return SSLUtils.keyManagers(config);
        } catch (IOException | GeneralSecurityException e) {
            config.setClientKeyAlgo("EC");
            return SSLUtils.keyManagers(config);
        }
    }

    /** The cluster's CA alone where there is one, as kubectl does: the client would trust the JDK's beside it. */
    private static TrustManager[] trustManagers(Config config) throws IOException, GeneralSecurityException {
        if (config.isTrustCerts() || (config.getCaCertData() == null && config.getCaCertFile() == null)) {
            return SSLUtils.trustManagers(config);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = CertUtils.getInputStreamFromDataOrFile(config.getCaCertData(), config.getCaCertFile())) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Follows no redirect: the token would go along, to wherever it leads. And asks for the ciphers that cost least. */
    private static final class Undirected extends JdkHttpClientFactory {

        private final SSLParameters parameters;

        Undirected(Config config) throws GeneralSecurityException {
            SSLContext any = SSLContext.getInstance("TLS");
            any.init(null, new TrustManager[0], null);
            parameters = new SSLParameters(
                    CipherOrder.chaChaFirst(any.getDefaultSSLParameters().getCipherSuites()),
                    Arrays.stream(config.getTlsVersions())
                            .map(TlsVersion::javaName)
                            .toArray(String[]::new));
        }

        @Override
        protected void additionalConfig(java.net.http.HttpClient.Builder builder) {
            builder.followRedirects(java.net.http.HttpClient.Redirect.NEVER).sslParameters(parameters);
        }
    }
}
