package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.source.Deadline;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read as it comes: the next piece is asked for when the last one is used up, so that no more than
 * one waits here. Reading fails when nothing comes for too long, which the client's own time-out does not see: that ends
 * with the headers.
 */
final class AnswerStream extends InputStream {

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private final Duration silence;
    private final Deadline deadline;

    private @Nullable AsyncBody body;
    private long budget = Long.MAX_VALUE;
    private boolean ended;

    /** A piece of the body, or its end. */
    private record Piece(
            List<ByteBuffer> buffers,
            boolean last,
            @Nullable Throwable failure) {}

    /** Nothing was heard for too long. */
    static final class SilentException extends InterruptedIOException {
        private static final long serialVersionUID = 1L;
    }

    /** More came than could be meant. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A body that is yet to come.
     *
     * @param silence how long to wait for each piece
     * @param deadline until when all must have come
     */
    AnswerStream(Duration silence, Deadline deadline) {
        this.silence = silence;
        this.deadline = deadline;
    }

    /** Takes a piece, on a thread of the client's. */
    void accept(List<ByteBuffer> buffers) {
        pieces.add(new Piece(buffers, false, null));
    }

    /** Begins: the headers have come. */
    void begin(AsyncBody answer) {
        body = answer;
        var unused = answer.done().whenComplete((nothing, failure) -> pieces.add(new Piece(List.of(), true, failure)));
        answer.consume();
    }

    /** Lets no more than {@code bytes} be read from here on. */
    void allow(long bytes) {
        budget = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (current.isEmpty()) {
            if (ended) {
                return -1;
            }
            take();
        }
        ByteBuffer buffer = current.element();
        int count = Math.min(length, buffer.remaining());
        budget -= count;
        if (budget < 0) {
            throw new TooLongException();
        }
        buffer.get(into, offset, count);
        if (!buffer.hasRemaining()) {
            current.remove();
            if (current.isEmpty() && body != null) {
                body.consume();
            }
        }
        return count;
    }

    private void take() throws IOException {
        Piece piece;
        try {
            piece = pieces.poll(Math.min(silence.toNanos(), deadline.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        }
        if (piece == null) {
            throw new SilentException();
        }
        ended = piece.last;
        if (piece.failure != null) {
            throw new IOException("broke off", piece.failure);
        }
        boolean empty = true;
        for (ByteBuffer buffer : piece.buffers) {
            if (buffer.hasRemaining()) {
                current.add(buffer);
                empty = false;
            }
        }
        if (empty && !ended && body != null) {
            body.consume();
        }
    }

    /** Ends the answer; its connection is closed if there was more to come. */
    @Override
    public void close() {
        if (body != null) {
            body.cancel();
        }
    }
}
