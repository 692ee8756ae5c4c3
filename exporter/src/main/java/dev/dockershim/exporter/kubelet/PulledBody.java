package dev.dockershim.exporter.kubelet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * Holds the body of one answer for a reader that takes it at its own pace. An answer may come in the very moment in which
 * nobody waits for it any more; its body is closed then, which closes the connection.
 */
final class PulledBody implements BodyHandler<InputStream>, Closeable {

    private @Nullable InputStream body;
    private boolean started;
    private boolean closed;

    @Override
    public synchronized BodySubscriber<InputStream> apply(ResponseInfo answer) {
        started = true;
        BodySubscriber<InputStream> subscriber = BodySubscribers.ofInputStream();
        InputStream opened = subscriber.getBody().toCompletableFuture().join();
        body = opened;
        if (closed) {
            closeQuietly(opened);
        }
        return subscriber;
    }

    /** Whether the headers have arrived. */
    synchronized boolean isStarted() {
        return started;
    }

    /** Nobody reads it, now or later. */
    @Override
    public synchronized void close() {
        closed = true;
        if (body != null) {
            closeQuietly(body);
        }
    }

    static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException | RuntimeException e) {
            // It is over either way.
        }
    }
}
