package dev.dockershim.exporter.status;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * An order of nodes.
 *
 * @param key by what
 * @param reversed whether the other way round than the key's own
 */
record NodeOrder(Key key, boolean reversed) {

    /** By what nodes are ordered; those that are equal by it are in the order of their names. */
    enum Key {
        /** What is to be done first: by phase, then what fails. */
        URGENCY,
        /** By name. */
        NAME,
        /** By phase. */
        PHASE,
        /** Longest in their phase first; unknown last. */
        SINCE,
        /** By runtime and its version. */
        RUNTIME,
        /** Oldest first; unknown first. */
        KUBELET,
        /** Most first. */
        BLOCKERS,
        /** Most first. */
        WARNINGS,
        /** Most first. */
        UNKNOWN,
        /** Most first; unknown last. */
        PODS,
        /** Most first; unknown last. */
        EVICTABLE;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Comparator<NodeRow> order() {
            return switch (this) {
                case URGENCY ->
                    Comparator.comparing(NodeRow::phase)
                            .thenComparing(BLOCKERS.order())
                            .thenComparing(WARNINGS.order());
                case NAME -> Comparator.comparing(NodeRow::name);
                case PHASE -> Comparator.comparing(NodeRow::phase);
                case SINCE -> Comparator.comparing(row -> row.since() == null ? Instant.MAX : row.since());
                case RUNTIME ->
                    Comparator.comparing(NodeRow::runtimeName).thenComparing(NodeRow::runtimeVersion, NodeRow.VERSIONS);
                case KUBELET -> Comparator.comparing(NodeRow::kubelet, NodeRow.VERSIONS);
                case BLOCKERS -> Comparator.comparing(NodeRow::blockers, Comparator.reverseOrder());
                case WARNINGS -> Comparator.comparing(NodeRow::warnings, Comparator.reverseOrder());
                case UNKNOWN -> Comparator.comparing(NodeRow::unknown, Comparator.reverseOrder());
                case PODS -> Comparator.comparing(NodeRow::pods, Comparator.reverseOrder());
                case EVICTABLE -> Comparator.comparing(NodeRow::evictable, Comparator.reverseOrder());
            };
        }
    }

    /** What is to be done first. */
    static final NodeOrder DEFAULT = new NodeOrder(Key.URGENCY, false);

    /** Of {@code name} or {@code -name}; the default if it is none. */
    static NodeOrder parse(String text) {
        boolean reversed = text.startsWith("-");
        String key = reversed ? text.substring(1) : text;
        return Arrays.stream(Key.values())
                .filter(one -> one.title().equals(key))
                .findFirst()
                .map(one -> new NodeOrder(one, reversed))
                .orElse(DEFAULT);
    }

    /** As it is parsed; empty for the default. */
    String text() {
        return equals(DEFAULT) ? "" : (reversed ? "-" : "") + key.title();
    }

    Comparator<NodeRow> comparator() {
        return (reversed ? key.order().reversed() : key.order()).thenComparing(NodeRow::name);
    }
}
