package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call under way. It has a deadline of its own, so that waiting for it ends.
 *
 * @param <R> the answer
 */
final class CriCall<R> {

    /** After these nothing more is to be expected of a connection; a late runtime may hang for good. */
    private static final Set<Status.Code> BREAKING =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED, Status.Code.INTERNAL);

    private final Future<R> answer;
    private final CallFailure failure;
    private final Runnable onBroken;

    CriCall(Future<R> answer, CallFailure failure, Runnable onBroken) {
        this.answer = answer;
        this.failure = failure;
        this.onBroken = onBroken;
    }

    /**
     * Waits for the answer.
     *
     * @throws InterruptedException if the thread was interrupted; the call is then cancelled
     */
    R await() throws SourceException, InterruptedException {
        R value = awaitUnless(Set.of());
        if (value == null) {
            throw new IllegalStateException("a call without answer");
        }
        return value;
    }

    /**
     * Waits for the answer, and takes some failures for an answer.
     *
     * @param accepted codes that tell what is asked for, such as that the container has gone
     * @return null if the call ended with one of {@code accepted}
     */
    @Nullable
    R awaitUnless(Set<Status.Code> accepted) throws SourceException, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } catch (CancellationException e) {
            throw failure.of(Status.CANCELLED.withCause(e));
        } catch (ExecutionException e) {
            Status status = Status.fromThrowable(e);
            if (accepted.contains(status.getCode())) {
                return null;
            }
            if (BREAKING.contains(status.getCode())) {
                onBroken.run();
            }
            throw failure.of(status);
        }
    }

    /** Gives up; does nothing if it has ended. */
    void cancel() {
        answer.cancel(true);
    }
}
