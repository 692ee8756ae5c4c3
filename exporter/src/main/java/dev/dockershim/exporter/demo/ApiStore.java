package dev.dockershim.exporter.demo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The objects behind an API server, with what etcd and the API server's cache are to a real one: one revision for all,
 * lists as they were at a revision, and the changes since a revision, as far back as they are kept.
 */
public final class ApiStore {

    private static final int LISTS = 16;
    private static final int BATCH = 1000;

    private final int history;
    private final Map<ApiResource, Kept> objects = new EnumMap<>(ApiResource.class);
    private long revision = 1;

    /** An empty one that keeps 10,000 changes of each resource. */
    public ApiStore() {
        this(10_000);
    }

    /**
     * An empty one.
     *
     * @param history changes of each resource that a watch can begin before
     */
    public ApiStore(int history) {
        this.history = history;
        for (ApiResource resource : ApiResource.values()) {
            objects.put(resource, new Kept());
        }
    }

    /** An object as it became at a revision. */
    record Stored(ApiObject object, long revision) {

        byte[] json() {
            return object.json(revision);
        }
    }

    /**
     * A change.
     *
     * @param before what was there; null if nothing was
     * @param after what is there now; null if nothing is
     */
    record Change(
            long revision,
            @Nullable Stored before,
            @Nullable Stored after) {}

    /**
     * Changes one after the other, and the revision up to which there is no other one.
     *
     * @param expired whether changes since the revision that was asked for are no longer known, so that these are none
     */
    record Changes(List<Change> changes, long upTo, boolean expired) {}

    /** All objects of a resource at a revision, in the order of their keys. */
    record Snapshot(long revision, List<Stored> objects) {}

    private static final class Kept {
        private final NavigableMap<String, Stored> current = new TreeMap<>();
        private final NavigableMap<Long, Change> changes = new TreeMap<>();
        private final NavigableMap<Long, Snapshot> lists = new TreeMap<>();
        private long changed;
        private long forgotten;
        private @Nullable Snapshot latest;
    }

    /** Adds the object, or puts it in the place of the one of its name. Returns the revision. */
    public synchronized long put(ApiResource resource, ApiObject object) {
        Kept all = of(resource);
        long next = revision + 1;
        Stored after = new Stored(object, next);
        remember(all, new Change(next, all.current.put(object.key(), after), after));
        return next;
    }

    /** Removes an object, if it is there. Returns whether it was. */
    public synchronized boolean delete(ApiResource resource, String namespace, String name) {
        Kept all = of(resource);
        Stored before = all.current.remove(namespace + "/" + name);
        if (before == null) {
            return false;
        }
        remember(all, new Change(revision + 1, before, null));
        return true;
    }

    /** Forgets all changes and all lists: as an API server that compacts its etcd, or is started anew. */
    public synchronized void compact() {
        for (Kept all : objects.values()) {
            all.changes.clear();
            all.lists.clear();
            all.forgotten = revision;
        }
    }

    /** The number of objects of a resource. */
    public synchronized int size(ApiResource resource) {
        return of(resource).current.size();
    }

    /** The revision of the last change. */
    synchronized long revision() {
        return revision;
    }

    synchronized @Nullable Stored find(ApiResource resource, String namespace, String name) {
        return of(resource).current.get(namespace + "/" + name);
    }

    /** All objects as they are now; kept for a while, for {@link #snapshot(ApiResource, long)}. */
    synchronized Snapshot snapshot(ApiResource resource) {
        Kept all = of(resource);
        Snapshot latest = all.latest;
        if (latest == null || latest.revision() != revision) {
            // nothing of this resource changed since: the same list, at a later revision
            List<Stored> list = latest != null && latest.revision() >= all.changed
                    ? latest.objects()
                    : List.copyOf(all.current.values());
            latest = new Snapshot(revision, list);
            all.latest = latest;
        }
        all.lists.put(revision, latest);
        if (all.lists.size() > LISTS) {
            all.lists.pollFirstEntry();
        }
        return latest;
    }

    /** All objects as they were listed at a revision; null if that is not known any more. */
    synchronized @Nullable Snapshot snapshot(ApiResource resource, long at) {
        return at == revision ? snapshot(resource) : of(resource).lists.get(at);
    }

    /**
     * The changes after a revision, a thousand at most.
     *
     * @param wait how long to wait for one if there is none
     */
    synchronized Changes changesAfter(ApiResource resource, long after, Duration wait) throws InterruptedException {
        Kept all = of(resource);
        long deadline = System.nanoTime() + wait.toNanos();
        while (all.changed <= after && after >= all.forgotten) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (after < all.forgotten) {
            return new Changes(List.of(), after, true);
        }
        List<Change> found =
                all.changes.tailMap(after, false).values().stream().limit(BATCH).toList();
        boolean cut = found.size() == BATCH;
        return new Changes(found, cut ? found.get(BATCH - 1).revision() : Math.max(after, revision), false);
    }

    private Kept of(ApiResource resource) {
        return Objects.requireNonNull(objects.get(resource));
    }

    private void remember(Kept all, Change change) {
        revision = change.revision();
        all.changed = revision;
        all.changes.put(revision, change);
        if (all.changes.size() > history) {
            all.forgotten = all.changes.pollFirstEntry().getKey();
        }
        notifyAll();
    }
}
