package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the runtime's CRI, shared by all that read from it.
 *
 * <p>It is opened at the first read and kept. When it breaks, the next read opens another one, looks for the socket
 * and asks for the version again: a runtime that was restarted, upgraded or replaced is found without help, and never
 * waits for gRPC's connect back-off. Safe for use by many threads.
 */
public final class CriClient implements AutoCloseable {

    private final CriEndpoint endpoint;

    /** Does all of netty's and gRPC's work, timers included. */
    private final EventLoopGroup eventLoop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("cri", true), NioIoHandler.newFactory());

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CriConnection current;
    private long opened;
    private boolean closed;

    /** A client that connects when it is first read from. */
    public CriClient(CriEndpoint endpoint) {
        this.endpoint = endpoint;
        NettyWarnings.silence();
    }

    /**
     * The connection, opened anew if there is none or it has broken.
     *
     * <p>Who comes while another opens it waits for that, since the answer is the same for both.
     *
     * @throws SourceException if there is no CRI to connect to, or it did not answer in time
     */
    CriConnection connection(Deadline deadline) throws SourceException, InterruptedException {
        if (!lock.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
            throw new SourceException("the runtime did not answer in time at " + endpoint);
        }
        try {
            if (closed) {
                throw new SourceException("the exporter is shutting down");
            }
            CriConnection connection = current;
            if (connection != null) {
                if (connection.isAlive()) {
                    return connection;
                }
                connection.close();
                current = null;
            }
            connection = open(deadline);
            current = connection;
            return connection;
        } finally {
            lock.unlock();
        }
    }

    private CriConnection open(Deadline deadline) throws SourceException, InterruptedException {
        List<Path> sockets = endpoint.sockets();
        SourceException left = null;
        for (Path socket : sockets) {
            CriConnection connection = null;
            try {
                connection = CriConnection.open(opened + 1, socket, eventLoop, deadline);
            } catch (SourceException e) {
                if (!e.isAbsent()) {
                    throw e; // it may be the kubelet's runtime, and another one's answers would be taken for its own
                }
                left = left == null ? e : left; // nobody listens: a runtime that ended may leave its socket behind
            }
            if (connection != null) {
                opened++;
                return connection;
            }
        }
        if (left != null) {
            throw left;
        }
        throw SourceException.absent(
                "no CRI at " + sockets
                        + ": it implements neither v1 nor v1alpha2 (is the runtime's cri plugin disabled?)",
                null);
    }

    /** The connection as it is, without opening one; for tests. */
    @Nullable
    CriConnection connected() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connection for good; calls under way fail. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (current != null) {
                current.abort();
                current = null;
            }
        } finally {
            lock.unlock();
        }
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
