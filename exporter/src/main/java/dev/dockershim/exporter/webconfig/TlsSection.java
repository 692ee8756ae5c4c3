package dev.dockershim.exporter.webconfig;

import dev.dockershim.exporter.pem.Pem;
import dev.dockershim.exporter.source.CipherOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls_server_config} and the files that it names. */
final class TlsSection {

    private static final Set<String> KEYS = Set.of(
            "cert",
            "key",
            "client_ca",
            "cert_file",
            "key_file",
            "client_auth_type",
            "client_ca_file",
            "cipher_suites",
            "curve_preferences",
            "min_version",
            "max_version",
            "prefer_server_cipher_suites",
            "client_allowed_sans");

    private final YamlMapping keys;
    private final FileReader files;

    /** Of a file whose relative paths {@code files} resolves. */
    TlsSection(YamlMapping keys, FileReader files) {
        this.keys = keys;
        this.files = files;
    }

    /** Null where none of the keys is set that turn TLS on (exporter-toolkit, TLSConfig.IsEnabled). */
    @Nullable
    ServerTls read(boolean http2) throws WebConfigException {
        keys.allowOnly(KEYS);
        List<String> suites = list("cipher_suites");
        CipherSuites.check(keys.name("cipher_suites"), suites);
        Set<String> curves = new LinkedHashSet<>();
        for (String curve : list("curve_preferences")) {
            curves.add(Curve.javaName(keys.name("curve_preferences"), curve));
        }
        TlsVersion least = version("min_version", TlsVersion.TLS12);
        TlsVersion most = version("max_version", TlsVersion.TLS13);
        boolean preferOwnOrder = keys.bool("prefer_server_cipher_suites", true);
        @Nullable List<String> allowedNames = keys.strings("client_allowed_sans");
        if (!isOn()) {
            return null;
        }
        ServerKey key = serverKey();
        ClientAuth auth = ClientAuth.of(keys.name("client_auth_type"), keys.string("client_auth_type"));
        @Nullable X509ExtendedTrustManager issuers = issuers(auth);
        if (http2 && !suites.isEmpty() && least != TlsVersion.TLS13 && !CipherSuites.doForHttp2(suites)) {
            throw new WebConfigException(
                    keys.name("cipher_suites"),
                    "HTTP/2 needs TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 or TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;"
                            + " add one, or set http_server_config.http2 to false");
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {key}, new TrustManager[] {new ClientTrust(issuers, allowedNames)}, null);
            SSLEngine engine = context.createSSLEngine();
            return new ServerTls(
                    context,
                    key.certificate().getNotAfter().toInstant(),
                    protocols(context, least, most),
                    CipherSuites.enabled(suites, CipherOrder.chaChaFirst(engine.getSupportedCipherSuites())),
                    preferOwnOrder,
                    auth.requests(),
                    // Whose certificate must carry a name cannot come without one.
                    auth.requires() || (auth.requests() && allowedNames != null),
                    curves);
        } catch (GeneralSecurityException e) {
            throw new WebConfigException(keys.name("cert"), "TLS cannot be set up with this certificate and key");
        }
    }

    private boolean isOn() throws WebConfigException {
        for (String key : List.of("cert", "cert_file", "key", "key_file", "client_ca", "client_ca_file")) {
            if (!keys.string(key).isEmpty()) {
                return true;
            }
        }
        return !keys.string("client_auth_type").isEmpty();
    }

    private List<String> list(String key) throws WebConfigException {
        List<String> list = keys.strings(key);
        return list == null ? List.of() : list;
    }

    private TlsVersion version(String key, TlsVersion absent) throws WebConfigException {
        if (!keys.isPresent(key)) {
            return absent;
        }
        String name = keys.string(key);
        for (TlsVersion version : TlsVersion.values()) {
            if (version.name().equals(name)) {
                return version;
            }
        }
        throw new WebConfigException(
                keys.name(key), "unknown TLS version \"" + name + "\"; known are TLS10, TLS11, TLS12 and TLS13");
    }

    /** Those that the JDK has on: {@code jdk.tls.disabledAlgorithms} turns TLS 1.0 and 1.1 off. */
    private List<String> protocols(SSLContext context, TlsVersion least, TlsVersion most) throws WebConfigException {
        if (least.compareTo(most) > 0) {
            throw new WebConfigException(keys.name("min_version"), "is above max_version");
        }
        List<String> wanted = new ArrayList<>(TlsVersion.range(least, most));
        wanted.retainAll(List.of(context.getDefaultSSLParameters().getProtocols()));
        if (wanted.isEmpty()) {
            throw new WebConfigException(
                    keys.name("max_version"), "Java has turned " + most + " off (jdk.tls.disabledAlgorithms)");
        }
        return wanted;
    }

    private ServerKey serverKey() throws WebConfigException {
        String certName = oneOf("cert", "cert_file");
        String keyName = oneOf("key", "key_file");
        List<X509Certificate> chain = certificates(certName);
        if (chain.isEmpty()) {
            throw new WebConfigException(keys.name(certName), "holds no certificate in PEM");
        }
        try {
            PrivateKey key = Pem.privateKey(bytes(keyName));
            ServerKey pair = new ServerKey(key, chain);
            if (pair.isPair()) {
                return pair;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new WebConfigException(keys.name(keyName), "holds no usable private key in PEM");
        }
        throw new WebConfigException(keys.name(keyName), "is not the key of the certificate");
    }

    /** The file wins where both are given, as in the toolkit. */
    private String oneOf(String inline, String file) throws WebConfigException {
        if (!keys.string(file).isEmpty()) {
            return file;
        }
        if (!keys.string(inline).isEmpty()) {
            return inline;
        }
        throw new WebConfigException(keys.name(file), "missing: give " + inline + " or " + file);
    }

    private @Nullable X509ExtendedTrustManager issuers(ClientAuth auth) throws WebConfigException {
        boolean isFile = !keys.string("client_ca_file").isEmpty();
        String name = isFile ? "client_ca_file" : "client_ca";
        boolean given = isFile || !keys.string("client_ca").isEmpty();
        if (given && !auth.requests()) {
            throw new WebConfigException(keys.name(name), "client CAs are given without a client_auth_type");
        }
        byte @Nullable [] authorities = given ? bytes(name) : null;
        if (!auth.verifies()) {
            return null;
        }
        try {
            KeyStore anchors = null;
            if (authorities != null) {
                anchors = KeyStore.getInstance("PKCS12");
                anchors.load(null, null);
                for (X509Certificate certificate : Pem.certificates(authorities)) {
                    anchors.setCertificateEntry("ca-" + anchors.size(), certificate);
                }
                if (anchors.size() == 0) {
                    throw new WebConfigException(keys.name(name), "holds no certificate in PEM");
                }
            }
            return pathCheck(anchors);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new WebConfigException(keys.name(name), "holds an invalid certificate");
        }
    }

    /** {@code null} stands for the authorities that come with Java, as it does for the system's in Go. */
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

    private List<X509Certificate> certificates(String name) throws WebConfigException {
        try {
            return Pem.certificates(bytes(name));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new WebConfigException(keys.name(name), "holds an invalid certificate");
        }
    }

    private byte[] bytes(String name) throws WebConfigException {
        String value = keys.string(name);
        return name.endsWith("_file")
                ? files.read(keys.name(name), value)
                : value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
