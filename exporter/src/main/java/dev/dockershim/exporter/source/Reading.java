package dev.dockershim.exporter.source;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading a source once.
 *
 * @param <T> what a fresh reading holds
 */
public sealed interface Reading<T> {

    /** The value if this reading is fresh, else null: unknown. */
    @Nullable
    T orNull();

    /**
     * The source was read whole in this collection.
     *
     * @param value what was read
     */
    record Fresh<T>(T value) implements Reading<T> {
        @Override
        public T orNull() {
            return value;
        }
    }

    /**
     * The source was not read; nothing that depends on it may be served.
     *
     * @param reason one line for the log, without secrets or content
     * @param forbidden whether the peer refused for want of a permission
     */
    record Failed<T>(String reason, boolean forbidden) implements Reading<T> {
        @Override
        public @Nullable T orNull() {
            return null;
        }
    }

    /**
     * The source is not asked for, by configuration or because another one made it needless.
     */
    record Absent<T>() implements Reading<T> {
        @Override
        public @Nullable T orNull() {
            return null;
        }
    }
}
