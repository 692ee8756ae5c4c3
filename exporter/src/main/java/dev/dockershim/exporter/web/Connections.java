package dev.dockershim.exporter.web;

import io.undertow.server.ServerConnection;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The connections that are open. When there are too many, the one that has waited longest without a request under way is
 * closed, so that clients which connect and say nothing keep nobody out.
 */
final class Connections {

    private final int most;
    private final Map<Ends, Open> all = new HashMap<>();
    /** Longest first. */
    private final Set<Open> waiting = new LinkedHashSet<>();

    /** With how many may be open. */
    Connections(int most) {
        this.most = most;
    }

    /** What tells one open connection from another, on whatever layer it is seen. */
    private record Ends(@Nullable SocketAddress peer, @Nullable SocketAddress local) {}

    private static final class Open {
        private final StreamConnection connection;
        private int requests;

        private Open(StreamConnection connection) {
            this.connection = connection;
        }
    }

    /** A connection was opened; it may mean the end of another one. To be followed until it is closed. */
    void opened(StreamConnection connection) {
        Open open = new Open(connection);
        Open oldest;
        synchronized (this) {
            all.put(new Ends(connection.getPeerAddress(), connection.getLocalAddress()), open);
            waiting.add(open);
            oldest = all.size() > most ? longestWaiting() : null;
        }
        if (oldest != null) {
            IoUtils.safeClose(oldest.connection);
        }
    }

    /** To be called when all that sets a close listener has set it: it is called too. */
    void follow(StreamConnection connection) {
        Ends ends = new Ends(connection.getPeerAddress(), connection.getLocalAddress());
        ChannelListener<? super StreamConnection> before = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            closed(ends, connection);
            if (before != null) {
                ChannelListeners.invokeChannelListener(closed, before);
            }
        });
        if (!connection.isOpen()) {
            closed(ends, connection);
        }
    }

    /** A request has come in. */
    synchronized void begin(ServerConnection connection) {
        Open open = all.get(new Ends(connection.getPeerAddress(), connection.getLocalAddress()));
        if (open != null) {
            open.requests++;
            waiting.remove(open);
        }
    }

    /** A request was answered. */
    synchronized void end(ServerConnection connection) {
        Open open = all.get(new Ends(connection.getPeerAddress(), connection.getLocalAddress()));
        if (open != null && --open.requests <= 0) {
            waiting.add(open);
        }
    }

    private synchronized void closed(Ends ends, StreamConnection connection) {
        Open open = all.get(ends);
        if (open != null && open.connection == connection) {
            all.remove(ends);
            waiting.remove(open);
        }
    }

    private @Nullable Open longestWaiting() {
        Iterator<Open> oldest = waiting.iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        Open open = oldest.next();
        oldest.remove();
        return open;
    }
}
