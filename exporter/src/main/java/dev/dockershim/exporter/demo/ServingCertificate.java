package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed serving certificate, as a kubelet makes one for itself when it starts, and the demo's API server too:
 * fresh, for one run.
 *
 * <p>Made by the JDK's own keytool, which comes with every JRE, so that no key lies in the repository and no
 * certificate library in the class path of an agent.
 */
public final class ServingCertificate {

    private static final String ALIAS = "demo";
    private static final int SECONDS = 60;

    private final KeyStore keyStore;
    private final char[] password;

    private ServingCertificate(KeyStore keyStore, char[] password) {
        this.keyStore = keyStore;
        this.password = password;
    }

    /** Makes a key pair and a certificate that names {@code host} and the loopback addresses. */
    public static ServingCertificate create(Path directory, String host) throws IOException, InterruptedException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path file = directory.resolve("serving.p12");
        Path passwordFile = directory.resolve("password");
        Files.writeString(passwordFile, password);
        keytool(file, passwordFile, host);
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(in, password.toCharArray());
            return new ServingCertificate(keyStore, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("the demo's certificate could not be loaded", e);
        } finally {
            Files.delete(passwordFile);
            Files.delete(file);
        }
    }

    private static void keytool(Path file, Path passwordFile, String host) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host + ",dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass:file",
                        passwordFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool could not make a certificate for the demo");
        }
    }

    /** Serves with this certificate. */
    public SSLContext sslContext() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the demo's key cannot be used", e);
        }
    }

    /** Writes the certificate, without its key, for clients to trust. */
    public void writePem(Path file) throws IOException {
        Files.writeString(file, pem(), StandardCharsets.US_ASCII);
    }

    /** The certificate, without its key. */
    public String pem() {
        try {
            byte[] der = keyStore.getCertificate(ALIAS).getEncoded();
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the demo's certificate cannot be encoded", e);
        }
    }
}
