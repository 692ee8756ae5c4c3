package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of one answer, read piece by piece. For one thread. */
public final class KubeletAnswer implements Closeable {

    private final PulledBody body;
    private final boolean compressed;
    private final String path;
    private final Failures failures;
    private final Future<?> alarm;
    private @Nullable InflatedBody inflated;

    /**
     * An answer whose reading ends by an alarm.
     *
     * @param compressed whether the body is gzip
     * @param schedule runs what it is given at the deadline
     */
    KubeletAnswer(
            PulledBody body,
            boolean compressed,
            String path,
            Failures failures,
            Function<Runnable, Future<?>> schedule) {
        this.body = body;
        this.compressed = compressed;
        this.path = path;
        this.failures = failures;
        this.alarm = schedule.apply(body::stop);
    }

    /**
     * Reads what has come in, at least one byte.
     *
     * @return how many bytes; -1 at the end of the whole answer
     * @throws SourceException if it broke off, or took too long
     * @throws InterruptedException if the reading thread is to give up
     */
    public int read(byte[] to) throws SourceException, InterruptedException {
        try {
            if (!compressed) {
                return body.read(to);
            }
            if (inflated == null) {
                inflated = new InflatedBody(body);
            }
            return inflated.read(to);
        } catch (PulledBody.StoppedException e) {
            throw failures.exchange(new TimeoutException(), path, true);
        } catch (IOException e) {
            throw failures.exchange(e, path, true);
        }
    }

    /** Reads no more; the connection is closed unless the answer has ended, and serves the next request if it has. */
    @Override
    public void close() {
        alarm.cancel(false);
        body.stop();
        if (inflated != null) {
            inflated.end();
        }
    }
}
