package dev.dockershim.exporter.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a resource's objects, by namespace and name. A new list replaces the old one object by object, so that
 * never two of the same are held: what is not in it is dropped at its end.
 *
 * @param <O> what comes
 * @param <T> what is kept; its name should be its own object's, since it is the key
 */
final class ObjectCache<O extends ApiObject, T> implements Sink<O> {

    private final Function<O, @Nullable T> keep;

    /** By namespace, then by name; {@code listed} has what the running list has brought so far. */
    private Map<String, Map<String, T>> kept = new HashMap<>();

    private Map<String, Map<String, T>> listed = new HashMap<>();
    private boolean listing;

    /**
     * An empty one.
     *
     * @param keep makes of an object what is kept of it; null if it is not to be kept (any more)
     */
    ObjectCache(Function<O, @Nullable T> keep) {
        this.keep = keep;
    }

    @Override
    public synchronized void beginList() {
        // of a list that was not finished; its objects are the newer ones
        listed.forEach((namespace, objects) ->
                kept.computeIfAbsent(namespace, n -> new HashMap<>()).putAll(objects));
        listed = new HashMap<>();
        listing = true;
    }

    @Override
    public void put(O object) {
        String name = nameOf(object);
        if (name == null) {
            return;
        }
        T value = keep.apply(object);
        synchronized (this) {
            String namespace = namespaceOf(object);
            remove(kept, namespace, name);
            if (value == null) {
                remove(listed, namespace, name);
            } else {
                (listing ? listed : kept)
                        .computeIfAbsent(namespace, n -> new HashMap<>())
                        .put(name, value);
            }
        }
    }

    @Override
    public synchronized void remove(O object) {
        String name = nameOf(object);
        if (name != null) {
            remove(kept, namespaceOf(object), name);
            remove(listed, namespaceOf(object), name);
        }
    }

    @Override
    public synchronized void endList() {
        kept = listed;
        listed = new HashMap<>();
        listing = false;
    }

    @Override
    public synchronized void clear() {
        kept = new HashMap<>();
        listed = new HashMap<>();
        listing = false;
    }

    /** All that is kept, in no order. */
    synchronized List<T> values() {
        List<T> all = new ArrayList<>(size(kept) + size(listed));
        kept.values().forEach(objects -> all.addAll(objects.values()));
        listed.values().forEach(objects -> all.addAll(objects.values()));
        return all;
    }

    /** What is kept of one; null if nothing is. */
    synchronized @Nullable T get(String namespace, String name) {
        T value = get(listed, namespace, name);
        return value == null ? get(kept, namespace, name) : value;
    }

    private static <T> @Nullable T get(Map<String, Map<String, T>> from, String namespace, String name) {
        Map<String, T> objects = from.get(namespace);
        return objects == null ? null : objects.get(name);
    }

    private static <T> void remove(Map<String, Map<String, T>> from, String namespace, String name) {
        Map<String, T> objects = from.get(namespace);
        if (objects != null && objects.remove(name) != null && objects.isEmpty()) {
            from.remove(namespace);
        }
    }

    private static <T> int size(Map<String, Map<String, T>> objects) {
        return objects.values().stream().mapToInt(Map::size).sum();
    }

    private static @Nullable String nameOf(ApiObject object) {
        ApiObject.Metadata metadata = object.metadata();
        return metadata == null || metadata.name() == null || metadata.name().isBlank() ? null : metadata.name();
    }

    private static String namespaceOf(ApiObject object) {
        ApiObject.Metadata metadata = object.metadata();
        return metadata == null ? "" : Objects.requireNonNullElse(metadata.namespace(), "");
    }
}
