package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.evidence.PodSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that many objects have in common, so that each is held once. When there are more than can be common, all are
 * forgotten: what is held already stays as it is, and what comes is shared anew.
 */
final class Shared {

    private static final int MOST = 100_000;

    private final Map<Object, Object> values = new ConcurrentHashMap<>();

    /** The one that is held, equal to {@code value}. */
    @SuppressWarnings("unchecked")
    <T> T of(T value) {
        if (values.size() >= MOST) {
            values.clear();
        }
        Object held = values.putIfAbsent(value, value);
        return held == null ? value : (T) held;
    }

    /** A controller of this kind and name. */
    Controller controller(String kind, String name) {
        return kind.isEmpty() ? Controller.NONE : new Controller(of(kind), name);
    }

    /** What a pod tells that concerns Docker in nothing. */
    PodSpec nothing(String ownerKind, boolean staticPod) {
        return of(new PodSpec("", "", "", ownerKind, staticPod, false, List.of(), List.of()));
    }
}
