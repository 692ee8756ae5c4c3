package dev.dockershim.exporter.webconfig;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Decides about a client's certificate: by its issuer where that is asked for, and by its names where some are listed. */
final class ClientTrust extends X509ExtendedTrustManager {

    private final @Nullable X509ExtendedTrustManager path;
    private final @Nullable List<String> allowedNames;

    /**
     * With the check of issuers, null for none, and the names of which a certificate must carry one, null for any.
     */
    ClientTrust(@Nullable X509ExtendedTrustManager path, @Nullable List<String> allowedNames) {
        this.path = path;
        this.allowedNames = allowedNames == null ? null : List.copyOf(allowedNames);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (path != null) {
            path.checkClientTrusted(chain, authType, engine);
            // Java takes a certificate that is itself among the trusted ones whatever its dates say; Go does not.
            chain[0].checkValidity();
        }
        if (allowedNames != null && SubjectNames.of(chain[0]).stream().noneMatch(allowedNames::contains)) {
            throw new CertificateException("the client's certificate carries none of client_allowed_sans");
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path == null ? new X509Certificate[0] : path.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw unused();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unused();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unused();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw unused();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unused();
    }

    private static CertificateException unused() {
        return new CertificateException("only clients are checked, by their TLS engine");
    }
}
