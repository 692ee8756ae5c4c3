package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one kubelet, and whom to trust there.
 *
 * @param url base URL, {@code https://<address>:10250}, or {@code http://} for the read-only port
 * @param caFile PEM certificates to trust instead of the JDK's own; one that equals the served certificate is a pin,
 *     which needs no matching host name (a kubelet without {@code serverTLSBootstrap} signs its own certificate)
 * @param tokenFile bearer token; not used on plain {@code http}
 * @param serverName host name that the certificate may carry instead of the dialled address: the node's name
 * @param certFile PEM client certificate, with any intermediates; only together with {@code keyFile}
 * @param keyFile PEM private key of the client certificate, unencrypted
 * @param insecureSkipVerify accept any certificate
 */
public record KubeletConfig(
        URI url,
        @Nullable Path caFile,
        @Nullable Path tokenFile,
        @Nullable String serverName,
        @Nullable Path certFile,
        @Nullable Path keyFile,
        boolean insecureSkipVerify) {

    /**
     * Checks what can be checked without touching a file.
     *
     * @throws IllegalArgumentException with one line that names the flag at fault
     */
    public KubeletConfig {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("--kubelet.url must begin with https:// or http://");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("--kubelet.url names no host");
        }
        if (url.getPort() > 65535) {
            throw new IllegalArgumentException("--kubelet.url has no valid port");
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("--kubelet.url must hold no user, query or fragment");
        }
        if ((certFile == null) != (keyFile == null)) {
            throw new IllegalArgumentException("--kubelet.cert-file and --kubelet.key-file are given together");
        }
        if (serverName != null && !isServerName(serverName)) {
            throw new IllegalArgumentException("--kubelet.server-name must be a host name");
        }
    }

    /** Verified HTTPS or plain HTTP without any credential. */
    public static KubeletConfig of(URI url) {
        return new KubeletConfig(url, null, null, null, null, null, false);
    }

    /**
     * Reads certificates, key and token once, so that a file that cannot be used is told at the start.
     *
     * @throws SourceException with one line that names the flag at fault
     */
    public void checkFiles() throws SourceException {
        if (usesTls()) {
            new TlsFiles(this).load();
            if (tokenFile != null) {
                BearerToken.authorization(tokenFile);
            }
        }
    }

    /** Whether requests go over TLS. */
    public boolean usesTls() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** {@code scheme://host:port}, for messages. */
    String origin() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Whether {@code host} is an address rather than a name that must be resolved. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    /** Whether {@code name} can be the host name of a certificate: a DNS name and no address. */
    public static boolean isServerName(String name) {
        try {
            return !isAddress(name) && !new SNIHostName(name).getAsciiName().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
