package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.watch.ApiException.Kind;
import dev.dockershim.exporter.watch.Changes.Change;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a sink up to date with one resource, as client-go's Reflector does: a list of all, then a watch from there, again
 * from where it ended, and a new list where the API server has forgotten that.
 *
 * <p>The client's own informers do not serve here (8.0.0): they ask again at once where the API server said when to, wait
 * for ever for the rest of a list, keep a line of a watch however long it gets, and do not tell of bookmarks, by which
 * alone a quiet watch differs from a dead one.
 *
 * @param <O> what an object is read as
 */
final class Reflector<O extends ApiObject> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Reflector.class);

    private static final Duration WHOLE_LIST = Duration.ofMinutes(10);

    /** After so many failures in a row a list may work where a watch does not, as behind some proxies. */
    private static final int LIST_AFTER = 5;

    /** No watch that was begun in earnest ends so soon with nothing in it. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Patience patience;
    private final Pages<O> pages;
    private final Changes<O> changes;
    private final Sink<O> sink;
    private final Standing standing;
    private final CountDownLatch closed;

    private String path = "";
    private @Nullable String resourceVersion;
    private int failures;

    /** Whether the last watch was accepted, and then told nothing until it was cut. */
    private boolean mute;

    Reflector(
            ApiServer server,
            ApiResource resource,
            Class<O> type,
            Sink<O> sink,
            Standing standing,
            CountDownLatch closed) {
        this.patience = server.patience();
        this.pages = new Pages<>(server, resource, type);
        this.changes = new Changes<>(server, resource, type);
        this.sink = sink;
        this.standing = standing;
        this.closed = closed;
    }

    @Override
    public void run() {
        try {
            while (closed.getCount() > 0) {
                Duration pause = turn();
                if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One list, if one is due, and one watch; tells how long to wait then. */
    private Duration turn() throws InterruptedException {
        try {
            if (resourceVersion == null) {
                list();
            }
            watch();
            return Duration.ZERO;
        } catch (ApiException e) {
            return failed(e);
        } catch (RuntimeException e) {
            LOG.debug("a list or a watch broke", e);
            resourceVersion = null;
            return failed(new ApiException(
                    Kind.INVALID, "reading broke with " + e.getClass().getSimpleName()));
        }
    }

    private void list() throws ApiException, InterruptedException {
        long start = System.nanoTime();
        sink.beginList();
        Pages.Listed listed = pages.list(Deadline.after(WHOLE_LIST), sink::put);
        sink.endList();
        path = listed.path();
        resourceVersion = listed.resourceVersion();
        standing.listed(Duration.ofNanos(System.nanoTime() - start));
    }

    private void watch() throws ApiException, InterruptedException {
        Heard heard = new Heard();
        long start = System.nanoTime();
        try {
            changes.follow(path, String.valueOf(resourceVersion), heard);
            mute = false;
        } catch (ApiException e) {
            mute = !heard.anything && lasted(start, patience.silence());
            throw e;
        }
        if (!heard.anything && !lasted(start, AT_ONCE)) {
            // some ways to an API server end it so where others say that the version is too old
            // (kubernetes/kubernetes#137089)
            throw new ApiException(Kind.GONE, "the API server ends its watch at once");
        }
        failures = 0;
    }

    private static boolean lasted(long start, Duration time) {
        return System.nanoTime() - start >= time.toNanos();
    }

    private final class Heard implements Changes.Listener<O> {

        private boolean anything;

        @Override
        public void accepted() {
            if (!mute) {
                standing.current();
            }
        }

        @Override
        public void changed(Change<O> change) {
            anything = true;
            failures = 0;
            ApiObject.Metadata metadata = change.object().metadata();
            switch (change.type()) {
                case "ADDED", "MODIFIED" -> sink.put(change.object());
                case "DELETED" -> sink.remove(change.object());
                default -> {
                    // a bookmark
                }
            }
            if (metadata != null && metadata.resourceVersion() != null) {
                resourceVersion = metadata.resourceVersion();
            }
            standing.current();
        }
    }

    private Duration failed(ApiException why) {
        boolean listing = resourceVersion == null;
        switch (why.kind()) {
            case FORBIDDEN, ABSENT -> {
                sink.clear();
                resourceVersion = null;
                standing.refused(why);
                return spread(patience.refused());
            }
            case GONE, INVALID -> resourceVersion = null;
            case FAILED, UNREACHABLE, UNAUTHENTICATED -> {
                // the watch goes on from where it was
            }
        }
        // that a watch cannot be gone on with is no failure, but for a list that never comes to its end it is
        if (why.kind() != Kind.GONE || listing) {
            standing.failed(why);
        }
        failures++;
        if (failures % LIST_AFTER == 0) {
            resourceVersion = null;
        }
        long doubled = patience.shortest().toMillis() << Math.min(10, failures - 1);
        Duration backoff =
                spread(Duration.ofMillis(Math.min(doubled, patience.longest().toMillis())));
        return why.pause().compareTo(backoff) > 0 ? why.pause() : backoff;
    }

    /** Between three quarters and five quarters of it, so that not all come at once. */
    private static Duration spread(Duration pause) {
        return Duration.ofNanos(
                (long) (pause.toNanos() * (0.75 + ThreadLocalRandom.current().nextDouble() / 2)));
    }
}
