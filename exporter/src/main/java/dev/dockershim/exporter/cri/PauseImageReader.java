package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.cri.v1.StatusRequest;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pause image the runtime is configured with: Status(verbose), once a connection, since another configuration
 * takes a restart. After a failure it is asked again, but more and more seldom.
 *
 * <p>For one thread at a time.
 */
final class PauseImageReader {

    private static final Logger LOG = LoggerFactory.getLogger(PauseImageReader.class);

    private final CriClient client;
    private final LongSupplier clock;
    private @Nullable String image;
    private long answeredOn;
    private @Nullable GrowingPause failing;

    /**
     * Asks for nothing yet.
     *
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    PauseImageReader(CriClient client, LongSupplier clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * The image's name, such as {@code registry.k8s.io/pause:3.9}; null if it is not told, or not known now.
     *
     * <p>Others can do without: no failure gets out of here, and a runtime that hangs is waited for a quarter of the
     * time.
     */
    @Nullable
    String read(Deadline deadline) throws InterruptedException {
        if (deadline.hasPassed()) {
            return null;
        }
        Deadline quarter = Deadline.after(deadline.remaining().dividedBy(4));
        try {
            CriConnection connection = client.connection(quarter);
            if (connection.number() != answeredOn) {
                if (failing != null && !failing.isDue(clock.getAsLong())) {
                    return null;
                }
                image = ask(connection, quarter);
                answeredOn = connection.number();
            }
            return image;
        } catch (SourceException e) {
            LOG.debug("the configured pause image is not known yet", e);
            return null;
        }
    }

    private @Nullable String ask(CriConnection connection, Deadline deadline)
            throws SourceException, InterruptedException {
        boolean answered = false;
        try {
            StatusRequest request = StatusRequest.newBuilder().setVerbose(true).build();
            StatusResponse answer = connection
                    .startOptional(RuntimeServiceGrpc.getStatusMethod(), request, deadline)
                    .await();
            answered = true;
            return RuntimeConfig.pauseImage(answer.getInfoMap().get("config"));
        } finally {
            long now = clock.getAsLong();
            failing = answered ? null : failing == null ? GrowingPause.since(now) : failing.later(now);
        }
    }
}
