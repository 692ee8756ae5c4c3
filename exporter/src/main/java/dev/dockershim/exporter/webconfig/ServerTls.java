package dev.dockershim.exporter.webconfig;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** How connections are encrypted, made from {@code tls_server_config}: keys, trust, and what is negotiated. */
public final class ServerTls {

    /** HTTP/2's name in the negotiation of protocols (RFC 9113). */
    public static final String HTTP2 = "h2";

    private static final String HTTP11 = "http/1.1";

    private final SSLContext context;
    private final Instant notAfter;
    private final List<String> protocols;
    private final List<String> suites;
    private final boolean preferOwnOrder;
    private final boolean requestsClient;
    private final boolean requiresClient;
    private final @Nullable CurveConstraints curves;

    ServerTls(
            SSLContext context,
            Instant notAfter,
            List<String> protocols,
            List<String> suites,
            boolean preferOwnOrder,
            boolean requestsClient,
            boolean requiresClient,
            Set<String> curves) {
        this.context = context;
        this.notAfter = notAfter;
        this.protocols = List.copyOf(protocols);
        this.suites = List.copyOf(suites);
        this.preferOwnOrder = preferOwnOrder;
        this.requestsClient = requestsClient;
        this.requiresClient = requiresClient;
        this.curves = curves.isEmpty() ? null : new CurveConstraints(curves);
    }

    /** Makes engines, which {@link #prepare} is to see before a handshake begins. */
    public SSLContext context() {
        return context;
    }

    /** When the server's certificate ends. */
    public Instant notAfter() {
        return notAfter;
    }

    /** Sets a server's engine up. */
    public void prepare(SSLEngine engine, boolean http2) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols.toArray(new String[0]));
        parameters.setCipherSuites(suites.toArray(new String[0]));
        parameters.setUseCipherSuitesOrder(preferOwnOrder);
        if (curves != null) {
            parameters.setAlgorithmConstraints(curves);
        }
        if (requiresClient) {
            parameters.setNeedClientAuth(true);
        } else {
            parameters.setWantClientAuth(requestsClient);
        }
        engine.setSSLParameters(parameters);
        engine.setHandshakeApplicationProtocolSelector((handshaking, offered) -> select(handshaking, offered, http2));
    }

    /** The protocol, or null where nothing that is offered is spoken, which ends the handshake as RFC 7301 has it. */
    private static @Nullable String select(SSLEngine engine, List<String> offered, boolean http2) {
        if (http2 && offered.contains(HTTP2) && isFitForHttp2(engine.getHandshakeSession())) {
            return HTTP2;
        }
        return offered.contains(HTTP11) ? HTTP11 : null;
    }

    /** HTTP/2 forbids block ciphers (RFC 9113, appendix A). */
    private static boolean isFitForHttp2(@Nullable SSLSession session) {
        return session == null || !session.getCipherSuite().contains("_CBC_");
    }
}
