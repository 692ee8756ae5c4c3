package dev.dockershim.exporter.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** The addresses that a server listens on. */
final class Listeners implements AutoCloseable {

    /** How many may wait for being accepted. */
    private static final int BACKLOG = 1000;

    private final List<AcceptingChannel<StreamConnection>> channels = new ArrayList<>();

    /**
     * Binds all addresses; accepts nothing before {@link #accept}.
     *
     * @throws IOException with one line for the user if one cannot be bound; nothing is left open then
     */
    Listeners(
            XnioWorker worker,
            List<ListenAddress> listen,
            int maxConnections,
            ChannelListener<? super StreamConnection> opened)
            throws IOException {
        OptionMap options = OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.CONNECTION_HIGH_WATER, maxConnections)
                .set(Options.CONNECTION_LOW_WATER, maxConnections)
                .getMap();
        ChannelListener<AcceptingChannel<StreamConnection>> accepting = ChannelListeners.openListenerAdapter(opened);
        try {
            for (ListenAddress address : listen) {
                channels.add(bind(worker, address, accepting, options));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static AcceptingChannel<StreamConnection> bind(
            XnioWorker worker,
            ListenAddress address,
            ChannelListener<AcceptingChannel<StreamConnection>> accepting,
            OptionMap options)
            throws IOException {
        try {
            InetAddress host = address.host().isEmpty()
                    ? new InetSocketAddress(0).getAddress()
                    : InetAddress.getByName(address.host());
            return worker.createStreamConnectionServer(new InetSocketAddress(host, address.port()), accepting, options);
        } catch (UnknownHostException e) {
            throw new IOException("--web.listen-address: cannot listen on " + address + ": unknown host", e);
        } catch (IOException e) {
            throw new IOException("--web.listen-address: cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    void accept() {
        channels.forEach(AcceptingChannel::resumeAccepts);
    }

    /** In the order they were given, with the ports that the system chose. */
    List<InetSocketAddress> addresses() {
        return channels.stream()
                .map(channel -> channel.getLocalAddress(InetSocketAddress.class))
                .toList();
    }

    @Override
    public void close() {
        channels.forEach(IoUtils::safeClose);
    }
}
