package dev.dockershim.exporter.kubelet;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Holds the body of one answer for a reader that takes it at its own pace: what the network has delivered last, and one
 * delivery more. Can be stopped at any moment, also before it has come; stopping closes the connection unless the answer
 * has ended.
 *
 * <p>The JDK's own stream forgets that its reader was interrupted, and its closing can hit a connection that has been
 * given back.
 */
final class PulledBody implements BodyHandler<@Nullable Void>, BodySubscriber<@Nullable Void> {

    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean started;
    private boolean ended;
    private boolean stopped;

    @Override
    public synchronized BodySubscriber<@Nullable Void> apply(ResponseInfo answer) {
        started = true;
        return this;
    }

    /** Complete at once: who has asked gets the head, and then reads. */
    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return CompletableFuture.completedFuture(null);
    }

    /** Whether the headers have arrived. */
    synchronized boolean isStarted() {
        return started;
    }

    /**
     * Waits for bytes; at least one, or -1 at the end.
     *
     * @throws IOException if the answer broke off
     * @throws StoppedException if it was stopped
     */
    int read(byte[] to) throws IOException, InterruptedException {
        int count;
        Subscription drained;
        synchronized (this) {
            while (pieces.isEmpty() && failure == null && !ended && !stopped) {
                wait();
            }
            if (stopped) {
                throw new StoppedException();
            }
            ByteBuffer piece = pieces.peek();
            if (piece == null) {
                if (failure != null) {
                    throw new IOException(failure);
                }
                return -1;
            }
            count = Math.min(piece.remaining(), to.length);
            piece.get(to, 0, count);
            if (!piece.hasRemaining()) {
                pieces.remove();
            }
            drained = pieces.isEmpty() ? subscription : null;
        }
        if (drained != null) {
            drained.request(1);
        }
        return count;
    }

    /** Ends the reading, unless it has come to its end. */
    void stop() {
        Subscription running;
        synchronized (this) {
            if (stopped || (ended && pieces.isEmpty())) {
                return;
            }
            stopped = true;
            pieces.clear();
            running = subscription;
            subscription = null;
            notifyAll();
        }
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        boolean wanted;
        synchronized (this) {
            wanted = !stopped;
            subscription = wanted ? newSubscription : null;
        }
        if (wanted) {
            newSubscription.request(1);
        } else {
            newSubscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Subscription empty;
        synchronized (this) {
            if (!stopped) {
                buffers.stream().filter(ByteBuffer::hasRemaining).forEach(pieces::add);
            }
            empty = pieces.isEmpty() ? subscription : null;
            notifyAll();
        }
        if (empty != null) {
            empty.request(1);
        }
    }

    @Override
    public synchronized void onError(Throwable cause) {
        subscription = null;
        failure = cause;
        notifyAll();
    }

    @Override
    public synchronized void onComplete() {
        // The connection may serve the next request from here on: it is no longer ours to close.
        subscription = null;
        ended = true;
        notifyAll();
    }

    /** Nobody is to read any more. */
    static final class StoppedException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
