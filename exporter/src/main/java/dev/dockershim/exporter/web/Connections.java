package dev.dockershim.exporter.web;

import io.undertow.server.ServerConnection;
import java.net.SocketAddress;
import java.util.HashMap;
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
    private record Ends(
            @Nullable SocketAddress peer, @Nullable SocketAddress local) {}

    /** One of them. */
    static final class Open {
        private final StreamConnection connection;
        /** Taken while it is open: a closed connection knows them no more. */
        private final Ends ends;

        private int requests;

        private Open(StreamConnection connection) {
            this.connection = connection;
            this.ends = new Ends(connection.getPeerAddress(), connection.getLocalAddress());
        }
    }

    /** A connection was opened; it may mean the end of another one. To be followed, whatever becomes of it. */
    Open opened(StreamConnection connection) {
        Open open = new Open(connection);
        Open oldest;
        synchronized (this) {
            Open before = all.put(open.ends, open);
            if (before != null) {
                waiting.remove(before);
            }
            waiting.add(open);
            oldest = all.size() > most ? waiting.iterator().next() : null;
        }
        if (oldest != null) {
            forget(oldest);
            IoUtils.safeClose(oldest.connection);
        }
        return open;
    }

    /** To be called when all that sets a close listener has set it: it is called too. */
    void follow(Open open) {
        ChannelListener<? super StreamConnection> before = open.connection.getCloseListener();
        open.connection.setCloseListener(closed -> {
            forget(open);
            if (before != null) {
                ChannelListeners.invokeChannelListener(closed, before);
            }
        });
        if (!open.connection.isOpen()) {
            forget(open);
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

    /** How many are open. */
    synchronized int size() {
        return all.size();
    }

    private synchronized void forget(Open open) {
        all.remove(open.ends, open);
        waiting.remove(open);
    }
}
