package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the runtime for many things one by one: a few calls at a time, for half of the time at most, so that one which
 * hangs does not take the others with it. What failed is asked for last the next time, for the same reason.
 *
 * <p>For one thread at a time.
 *
 * @param <R> the answer to one call
 */
final class SideBySide<R> {

    /** More would only queue up in the runtime. */
    private static final int MAX_UNDER_WAY = 8;

    private final int maxPerRead;
    private final Set<Status.Code> gone;
    private final Set<String> failed = new HashSet<>();

    /**
     * Asks for nothing yet.
     *
     * @param maxPerRead things asked for in one go; the others' turn comes later
     * @param gone what the runtime answers about a thing that has gone in the meantime
     */
    SideBySide(int maxPerRead, Set<Status.Code> gone) {
        this.maxPerRead = maxPerRead;
        this.gone = gone;
    }

    /**
     * Asks for each of these, as far as time and room go.
     *
     * @return the first failure, or null if there was none
     */
    @Nullable
    SourceException ask(Collection<String> ids, Deadline deadline, Question<R> question) throws InterruptedException {
        List<String> inTurn = Stream.concat(
                        ids.stream().filter(id -> !failed.contains(id)),
                        ids.stream().filter(failed::contains))
                .limit(maxPerRead)
                .toList();
        failed.clear();
        Deadline half = Deadline.after(deadline.remaining().dividedBy(2));
        SourceException failure = null;
        Iterator<String> next = inTurn.iterator();
        Queue<Asked<R>> underWay = new ArrayDeque<>();
        try {
            while (true) {
                while (next.hasNext() && underWay.size() < MAX_UNDER_WAY && goesOn(failure) && !half.hasPassed()) {
                    String id = next.next();
                    underWay.add(new Asked<>(id, question.ask(id, half)));
                }
                Asked<R> oldest = underWay.peek();
                if (oldest == null) {
                    return failure;
                }
                try {
                    R answer = oldest.call.awaitUnless(gone);
                    if (answer != null) {
                        question.answered(oldest.id, answer);
                    }
                } catch (SourceException e) {
                    failed.add(oldest.id);
                    failure = failure == null ? e : failure;
                }
                underWay.remove();
            }
        } finally {
            underWay.forEach(asked -> asked.call.cancel());
        }
    }

    /** What is not implemented is not so for the others either. */
    private static boolean goesOn(@Nullable SourceException failure) {
        return failure == null || !isUnimplemented(failure);
    }

    /** Whether the runtime does not know the call at all. */
    static boolean isUnimplemented(SourceException failure) {
        return Status.fromThrowable(failure).getCode() == Status.Code.UNIMPLEMENTED;
    }

    /**
     * One kind of call.
     *
     * @param <R> its answer
     */
    interface Question<R> {

        /** Starts the call for one thing. */
        CriCall<R> ask(String id, Deadline deadline);

        /** Takes the answer; not called for what has gone. */
        void answered(String id, R answer);
    }

    private record Asked<R>(String id, CriCall<R> call) {}
}
