package dev.dockershim.exporter.web;

import dev.dockershim.exporter.webconfig.ServerTls;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.DelegateOpenListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/**
 * Opens connections with TLS: a handshake in bounded time, by what the configuration says at that moment, then HTTP/2 or
 * HTTP/1.1 as was negotiated.
 */
final class TlsConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsConnections.class);

    /** One record of TLS, as Undertow's own pool has it. */
    private static final int RECORD_BYTES = 17 * 1024;

    private static final int IDLE_SECONDS = 10;

    private final Xnio xnio;
    private final DelegateOpenListener http1;
    private final DelegateOpenListener http2;
    private final ByteBufferPool plainBuffers;
    private final ByteBufferPool records = new DefaultByteBufferPool(false, RECORD_BYTES, -1, 0);
    private final Duration handshake;
    /** Handshakes are computed on a thread of their own: many at once keep no request from its worker. */
    private final ThreadPoolExecutor computing;

    TlsConnections(
            Xnio xnio,
            ByteBufferPool plainBuffers,
            DelegateOpenListener http1,
            DelegateOpenListener http2,
            Duration handshake) {
        this.xnio = xnio;
        this.plainBuffers = plainBuffers;
        this.http1 = http1;
        this.http2 = http2;
        this.handshake = handshake;
        this.computing =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "web-tls");
                    thread.setDaemon(true);
                    return thread;
                });
        computing.allowCoreThreadTimeOut(true);
    }

    /** Goes on with a connection that was accepted; on its I/O thread. */
    void open(StreamConnection accepted, ServerTls tls, boolean speaksHttp2) {
        accepted.getSourceChannel()
                .setConduit(new PlainRequestRefusal(
                        accepted.getSourceChannel().getConduit(),
                        accepted.getSinkChannel().getConduit()));
        SslConnection connection = new UndertowXnioSsl(xnio, OptionMap.EMPTY, records, tls.context(), computing)
                .wrapExistingConnection(accepted, OptionMap.EMPTY, false);
        SSLEngine engine = UndertowXnioSsl.getSslEngine(connection);
        tls.prepare(engine, speaksHttp2);
        XnioExecutor.Key timer = accepted.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), handshake.toMillis(), TimeUnit.MILLISECONDS);
        Handshake listener = new Handshake(connection, engine, timer);
        connection.getSourceChannel().setReadListener(listener);
        listener.handleEvent(connection.getSourceChannel());
    }

    @Override
    public void close() {
        computing.shutdownNow();
    }

    /** Reads until the engine knows what is spoken. */
    private final class Handshake implements ChannelListener<ConduitStreamSourceChannel> {

        private final SslConnection connection;
        private final SSLEngine engine;
        private final XnioExecutor.Key timer;

        private Handshake(SslConnection connection, SSLEngine engine, XnioExecutor.Key timer) {
            this.connection = connection;
            this.engine = engine;
            this.timer = timer;
        }

        @Override
        public void handleEvent(ConduitStreamSourceChannel source) {
            PooledByteBuffer first = plainBuffers.allocate();
            boolean handedOn = false;
            try {
                int count = source.read(first.getBuffer());
                String protocol = engine.getApplicationProtocol();
                if (count < 0) {
                    end();
                } else if (protocol == null && count == 0) {
                    source.resumeReads();
                } else {
                    timer.remove();
                    source.setReadListener(null);
                    first.getBuffer().flip();
                    handedOn = true;
                    (ServerTls.HTTP2.equals(protocol) ? http2 : http1).handleEvent(connection, first);
                }
            } catch (IOException | RuntimeException e) {
                LOG.debug("no TLS with {}: {}", connection.getPeerAddress(), e.toString());
                end();
            } finally {
                if (!handedOn) {
                    first.close();
                }
            }
        }

        private void end() {
            timer.remove();
            IoUtils.safeClose(connection);
        }
    }
}
