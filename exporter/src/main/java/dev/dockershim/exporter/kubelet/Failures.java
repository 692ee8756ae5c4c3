package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in one line what went wrong with a request, and what an operator can do about it. */
final class Failures {

    private final KubeletConfig config;
    private final Peer peer;
    private final String who;

    Failures(KubeletConfig config, Peer peer) {
        this.config = config;
        this.peer = peer;
        this.who = peer.title();
    }

    /** An answer other than 200. */
    SourceException status(int status, String path) {
        return switch (status) {
            case 401 -> new SourceException(who + " answered 401 Unauthorized" + unauthorizedBecause());
            case 403 ->
                SourceException.forbidden(
                        who + " answered 403 Forbidden for " + path + ": grant get on " + resource(path));
            case 404 -> SourceException.absent(who + " answered 404 Not Found for " + path, null);
            default ->
                new SourceException(who + " answered " + status + " for " + path
                        + (status >= 300 && status < 400 ? ": redirects are not followed" : ""));
        };
    }

    /** No answer, or none to the end. */
    SourceException exchange(Throwable failure, String path, boolean bodyStarted) {
        SourceException own = find(failure, SourceException.class);
        if (own != null) {
            return own;
        }
        Throwable cause = unwrap(failure);
        if (find(cause, HttpTimeoutException.class) != null || find(cause, TimeoutException.class) != null) {
            return new SourceException(
                    bodyStarted
                            ? who + "'s answer to " + path + " did not end in time"
                            : who + " did not answer " + path + " at " + config.origin() + " in time",
                    cause);
        }
        if (bodyStarted) {
            return new SourceException(who + "'s answer to " + path + " broke off", withoutContent(cause));
        }
        if (find(cause, UnknownHostException.class) != null) {
            return new SourceException(who + "'s host " + config.url().getHost() + " is not known", cause);
        }
        if (find(cause, ConnectException.class) != null) {
            return new SourceException(connect(cause) + " at " + config.origin(), cause);
        }
        CertificateException certificate = find(cause, CertificateException.class);
        if (certificate != null) {
            return new SourceException(certificate(certificate), cause);
        }
        SSLException tls = find(cause, SSLException.class);
        if (tls != null) {
            return new SourceException(tls(tls), cause);
        }
        if (find(cause, EOFException.class) != null
                || String.valueOf(cause.getMessage()).contains("no bytes")) {
            return new SourceException(who + " closed the connection without an answer to " + path, cause);
        }
        return new SourceException(
                "no HTTP answer to " + path + " from " + who + " at " + config.origin() + ": "
                        + cause.getClass().getSimpleName(),
                withoutContent(cause));
    }

    /** The JDK's client quotes what it could not parse: a status line, a header's value. */
    private static @Nullable Throwable withoutContent(Throwable cause) {
        return find(cause, ProtocolException.class) != null || find(cause, IllegalArgumentException.class) != null
                ? null
                : cause;
    }

    private String unauthorizedBecause() {
        if (!config.usesTls()) {
            return ": no credentials are sent on plain http";
        }
        if (config.tokenFile() != null) {
            return ": the token in --kubelet.token-file was not accepted";
        }
        return config.certFile() != null
                ? ": the certificate in --kubelet.cert-file was not accepted"
                : ": set --kubelet.token-file or --kubelet.cert-file";
    }

    /** What the kubelet's authorizer asks for: kubernetes pkg/kubelet/server/auth.go, and KEP-2862 for pods. */
    private String resource(String path) {
        if (peer == Peer.API_SERVER) {
            return "nodes";
        }
        if (path.startsWith("/stats/")) {
            return "nodes/stats";
        }
        if (path.startsWith("/metrics")) {
            return "nodes/metrics";
        }
        if (path.startsWith("/pods")) {
            return "nodes/pods";
        }
        return path.startsWith("/configz") ? "nodes/configz" : "nodes/proxy";
    }

    /**
     * JDK 17 tries a refused connection again with the channel that has just been closed, and then reports the closed
     * channel (PlainHttpConnection.checkRetryConnect).
     */
    private String connect(Throwable cause) {
        boolean refused = find(cause, ClosedChannelException.class) != null;
        for (Throwable t = cause; t != null && !refused; t = t.getCause()) {
            refused = String.valueOf(t.getMessage()).contains("refused");
        }
        return refused ? who + " refused the connection" : "no connection to " + who;
    }

    private String certificate(CertificateException certificate) {
        if (peer == Peer.API_SERVER) {
            return who + "'s certificate is not trusted: its authority is not in the service account's ca.crt, or it"
                    + " does not name " + config.url().getHost();
        }
        if (find(certificate, CertificateExpiredException.class) != null) {
            return who + "'s certificate is not trusted (expired)";
        }
        if (find(certificate, CertificateNotYetValidException.class) != null) {
            return who + "'s certificate is not trusted (not valid yet)";
        }
        if (find(certificate, CertPathBuilderException.class) != null
                || find(certificate, CertPathValidatorException.class) != null) {
            return config.caFile() == null
                    ? who + "'s certificate is not trusted (unknown authority): set --kubelet.ca-file"
                    : who + "'s certificate is not trusted (unknown authority):"
                            + " neither it nor its authority is in --kubelet.ca-file";
        }
        String dialled = config.url().getHost();
        String serverName = config.serverName();
        return serverName == null
                ? who + "'s certificate is not trusted (it does not name " + dialled
                        + "): set --kubelet.server-name to the node's name"
                : who + "'s certificate is not trusted (it names neither " + serverName + " nor " + dialled
                        + "): set --kubelet.server-name to a name that it holds";
    }

    private String tls(SSLException tls) {
        String message = String.valueOf(tls.getMessage());
        if (message.contains("fatal alert") && message.contains("cert")) {
            return config.certFile() == null
                    ? who + " wants a client certificate: set --kubelet.cert-file and --kubelet.key-file"
                    : who + " did not accept the client certificate in --kubelet.cert-file";
        }
        if (message.contains("SSL message")) {
            return who + " does not speak TLS at " + config.origin();
        }
        return "TLS with " + who + " at " + config.origin() + " failed";
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
