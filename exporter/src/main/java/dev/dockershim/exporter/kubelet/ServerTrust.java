package dev.dockershim.exporter.kubelet;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the certificate that a kubelet serves is to be trusted.
 *
 * <p>Three ways: a certificate that the operator gave as it is (a pin) is the kubelet's own whatever names it holds, as
 * long as it is valid; any other goes through the JDK's check of path and host name; or, on demand, everything passes.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private final @Nullable X509ExtendedTrustManager path;
    private final Set<X509Certificate> pinned;

    private ServerTrust(@Nullable X509ExtendedTrustManager path, Collection<X509Certificate> pinned) {
        this.path = path;
        this.pinned = Set.copyOf(pinned);
    }

    /** Trusts {@code pinned} as served, and what {@code path} accepts, host name included. */
    static ServerTrust verifying(X509ExtendedTrustManager path, Collection<X509Certificate> pinned) {
        return new ServerTrust(path, pinned);
    }

    /** Trusts every server: {@code --kubelet.insecure-skip-verify}. */
    static ServerTrust skippingVerification() {
        return new ServerTrust(null, Set.of());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (path == null) {
            return;
        }
        if (pinned.contains(chain[0])) {
            chain[0].checkValidity();
        } else {
            path.checkServerTrusted(chain, authType, engine);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path == null ? new X509Certificate[0] : path.getAcceptedIssuers();
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

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw unused();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unused();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unused();
    }

    /** The HTTP client checks servers by engine only; without one there is no host name to check. */
    private static CertificateException unused() {
        return new CertificateException("only servers are checked, by their TLS engine");
    }
}
