package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The body of one answer, read piece by piece. For one thread. */
public final class KubeletAnswer implements Closeable {

    private final InputStream body;
    private final String path;
    private final Failures failures;
    private final Future<?> alarm;
    private volatile boolean late;
    private volatile boolean ended;

    /**
     * An answer whose reading ends by an alarm.
     *
     * @param schedule runs what it is given at the deadline
     */
    KubeletAnswer(InputStream body, String path, Failures failures, Function<Runnable, Future<?>> schedule) {
        this.body = body;
        this.path = path;
        this.failures = failures;
        this.alarm = schedule.apply(this::stop);
    }

    /**
     * Reads what has come in, at least one byte.
     *
     * @return how many bytes; -1 at the end of the whole answer
     * @throws SourceException if it broke off, or took too long
     * @throws InterruptedException if the reading thread is to give up
     */
    public int read(byte[] to) throws SourceException, InterruptedException {
        if (ended) {
            return -1;
        }
        int count;
        try {
            count = body.read(to);
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.interrupted();
                throw new InterruptedException();
            }
            throw failures.exchange(late ? new TimeoutException() : e, path, true);
        }
        if (count < 0) {
            ended = true;
            alarm.cancel(false);
        }
        return count;
    }

    /** Reads no more; the connection is closed unless the answer has ended, and serves the next request if it has. */
    @Override
    public void close() {
        alarm.cancel(false);
        closeUnlessEnded();
    }

    private void stop() {
        late = true;
        closeUnlessEnded();
    }

    /** The JDK gives the connection back behind the last byte: a close then may hit whoever has it next. */
    private void closeUnlessEnded() {
        if (!ended) {
            PulledBody.closeQuietly(body);
        }
    }
}
