package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ApiStore.Change;
import dev.dockershim.exporter.demo.ApiStore.Changes;
import dev.dockershim.exporter.demo.ApiStore.Snapshot;
import dev.dockershim.exporter.demo.ApiStore.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A watch: a line of JSON for each change (Kubernetes API Concepts, "Efficient detection of changes"). As a server
 * without streaming lists does, it takes no notice of {@code sendInitialEvents}.
 */
final class ApiWatch {

    private static final Duration USUAL = Duration.ofMinutes(30);

    private final ApiStore store;
    private final ApiResource resource;
    private final ApiSelector selector;
    private final Duration between;
    private final boolean bookmarks;
    private final long start;
    private final long end;
    private long revision;

    /**
     * Prepares a watch.
     *
     * @param between how long after the last bookmark the next one comes
     */
    ApiWatch(ApiStore store, ApiRequest request, Duration between) throws ApiFailure {
        if (!request.text("resourceVersionMatch").isEmpty()) {
            throw ApiFailure.invalidListOptions("resourceVersionMatch: Forbidden: is forbidden for watch");
        }
        long seconds = request.number("timeoutSeconds");
        this.store = store;
        this.resource = request.resource();
        this.selector = request.selector();
        this.between = between;
        this.bookmarks = Boolean.parseBoolean(request.text("allowWatchBookmarks"))
                || request.text("allowWatchBookmarks").equals("1");
        this.start = request.number("resourceVersion");
        this.end = System.nanoTime() + (seconds > 0 ? Duration.ofSeconds(seconds) : USUAL).toNanos();
    }

    /** Writes what happens, until the watch has lasted as long as it may, or its beginning is not known any more. */
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        if (start > 0) {
            revision = start;
        } else {
            Snapshot now = store.snapshot(resource);
            revision = now.revision();
            for (Stored object : now.objects()) {
                if (selector.matches(object)) {
                    write(out, "ADDED", withKind(object.json()));
                }
            }
            out.flush();
        }
        long bookmark = System.nanoTime() + between.toNanos();
        while (System.nanoTime() - end < 0) {
            long until = bookmarks && bookmark - end < 0 ? bookmark : end;
            Changes changes =
                    store.changesAfter(resource, revision, Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            if (changes.expired()) {
                write(
                        out,
                        "ERROR",
                        ApiFailure.tooOld(revision, store.revision()).json());
                out.flush();
                return;
            }
            for (Change change : changes.changes()) {
                write(out, change);
            }
            revision = changes.upTo();
            if (bookmarks && System.nanoTime() - bookmark >= 0) {
                write(out, "BOOKMARK", withKind(bookmark(revision)));
                bookmark = System.nanoTime() + between.toNanos();
            }
            out.flush();
        }
        if (bookmarks) {
            // so that the next watch need not begin where this one did
            write(out, "BOOKMARK", withKind(bookmark(revision)));
            out.flush();
        }
    }

    /** An object that is chosen no longer is gone for who watches, and one that was not before is new. */
    private void write(OutputStream out, Change change) throws IOException {
        Stored before = change.before();
        Stored after = change.after();
        boolean was = selector.matches(before);
        if (after != null && selector.matches(after)) {
            write(out, was ? "MODIFIED" : "ADDED", withKind(after.json()));
        } else if (was && before != null) {
            write(out, "DELETED", withKind(before.object().json(change.revision())));
        }
    }

    private byte[] withKind(byte[] object) {
        return kind(resource, object);
    }

    /** {@code object} as it is outside of a list. */
    static byte[] kind(ApiResource resource, byte[] object) {
        byte[] kind = "{\"kind\":\"%s\",\"apiVersion\":\"%s\","
                .formatted(resource.kind(), resource.apiVersion())
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[kind.length + object.length - 1];
        System.arraycopy(kind, 0, whole, 0, kind.length);
        System.arraycopy(object, 1, whole, kind.length, object.length - 1);
        return whole;
    }

    private static byte[] bookmark(long revision) {
        return "{\"metadata\":{\"resourceVersion\":\"%d\",\"creationTimestamp\":null},\"spec\":{},\"status\":{}}"
                .formatted(revision)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(OutputStream out, String type, byte[] object) throws IOException {
        out.write(("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
        out.write(object);
        out.write("}\n".getBytes(StandardCharsets.US_ASCII));
    }
}
