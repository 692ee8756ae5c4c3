package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the body of one good answer to a consumer, up to a limit, and can be stopped at any moment; stopping closes the
 * connection, so that nobody goes on reading what nobody wants.
 *
 * <p>The body of any other answer than 200 is not read at all.
 */
final class BoundedBody implements BodyHandler<@Nullable Void>, BodySubscriber<@Nullable Void> {

    private final String what;
    private final ChunkConsumer consumer;
    private final long maxBytes;
    private final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();

    private volatile @Nullable Subscription subscription;
    private volatile boolean started;
    private long received;

    BoundedBody(String what, ChunkConsumer consumer, long maxBytes) {
        this.what = what;
        this.consumer = consumer;
        this.maxBytes = maxBytes;
    }

    @Override
    public BodySubscriber<@Nullable Void> apply(ResponseInfo answer) {
        started = true;
        if (answer.statusCode() != 200) {
            result.complete(null);
        } else if (answer.headers().firstValueAsLong("Content-Length").orElse(0) > maxBytes) {
            stop(tooLong());
        }
        return this;
    }

    /** Whether the headers have arrived. */
    boolean isStarted() {
        return started;
    }

    /** Ends the reading, if it has not ended yet; {@code reason} becomes its outcome. */
    void stop(Throwable reason) {
        result.completeExceptionally(reason);
        Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        if (result.isDone()) {
            newSubscription.cancel();
        } else {
            newSubscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                received += buffer.remaining();
                if (received > maxBytes) {
                    throw tooLong();
                }
                if (result.isDone()) {
                    break;
                }
                consumer.accept(buffer);
            }
        } catch (SourceException | RuntimeException e) {
            stop(e);
        }
        Subscription running = subscription;
        if (running == null || result.isDone()) {
            stop(new IllegalStateException("stopped"));
        } else {
            running.request(1);
        }
    }

    @Override
    public void onError(Throwable cause) {
        subscription = null;
        result.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        // The connection may serve the next request from here on: it is no longer ours to close.
        subscription = null;
        result.complete(null);
    }

    private SourceException tooLong() {
        return new SourceException(what + " is longer than " + maxBytes + " bytes");
    }
}
