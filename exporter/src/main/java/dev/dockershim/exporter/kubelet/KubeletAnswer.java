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
     */
    public int read(byte[] to) throws SourceException {
        try {
            return body.read(to);
        } catch (IOException | RuntimeException e) {
            throw failures.exchange(late ? new TimeoutException() : e, path, true);
        }
    }

    /** Reads no more; the connection is closed unless the answer has ended. */
    @Override
    public void close() {
        alarm.cancel(false);
        closeBody();
    }

    private void stop() {
        late = true;
        closeBody();
    }

    private void closeBody() {
        try {
            body.close();
        } catch (IOException | RuntimeException e) {
            // It is over either way.
        }
    }
}
