package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where passwords are checked: one after the other on a thread of its own, since each takes the CPU for tens of
 * milliseconds. Few may wait, and fewer of one address, so that guessing costs the node one CPU at most and keeps
 * workers, and whose verdict is known, free.
 */
final class PasswordChecks implements AutoCloseable {

    private static final int MAX_WAITING = 32;
    private static final int MAX_WAITING_OF_ONE_ADDRESS = 4;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor thread;
    private final Map<InetAddress, Integer> waitingOf = new HashMap<>();
    private int waiting;

    PasswordChecks() {
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread daemon = new Thread(task, "web-passwords");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Goes on with {@code check} there; false if too many wait. */
    boolean tryGoOn(HttpServerExchange exchange, HttpHandler check) {
        InetAddress address = exchange.getSourceAddress().getAddress();
        synchronized (this) {
            if (waiting >= MAX_WAITING || waitingOf.getOrDefault(address, 0) >= MAX_WAITING_OF_ONE_ADDRESS) {
                return false;
            }
            waiting++;
            waitingOf.merge(address, 1, Integer::sum);
        }
        exchange.dispatch(thread, (HttpHandler) checked -> {
            leave(address);
            check.handleRequest(checked);
        });
        return true;
    }

    private synchronized void leave(InetAddress address) {
        waiting--;
        waitingOf.computeIfPresent(address, (unused, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
