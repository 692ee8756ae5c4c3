package dev.dockershim.exporter.evidence;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that was looked for: seen, or missing for a reason. What is missing is unknown, never a default.
 *
 * @param <T> what was looked for; immutable
 */
public sealed interface Observed<T> {

    /** The value; null if it is missing. */
    @Nullable
    T orNull();

    /** Applies {@code change} to what was seen. */
    <R> Observed<R> map(Function<? super T, ? extends R> change);

    /** It was seen. */
    static <T> Observed<T> seen(T value) {
        return new Seen<>(value);
    }

    /** It is missing. */
    static <T> Observed<T> missing(Reason reason, String text) {
        return new Missing<>(reason, text);
    }

    /** Why something is missing. */
    enum Reason {
        /** Nobody was asked: the flag that grants it is not set. */
        NOT_CONFIGURED,
        /** What was asked refused for want of a permission. */
        FORBIDDEN,
        /** It does not exist there. */
        ABSENT,
        /** It failed, took too long, or is too large. */
        FAILED,
        /** It was read, and could not be understood. */
        INVALID,
        /** It was not asked yet. */
        PENDING
    }

    /**
     * Seen.
     *
     * @param value what was seen
     */
    record Seen<T>(T value) implements Observed<T> {
        @Override
        public T orNull() {
            return value;
        }

        @Override
        public <R> Observed<R> map(Function<? super T, ? extends R> change) {
            return new Seen<>(change.apply(value));
        }
    }

    /**
     * Missing.
     *
     * @param reason why
     * @param text one short sentence of our own for people, without capital and full stop: what is missing and how to
     *     grant it; nothing that was read
     */
    record Missing<T>(Reason reason, String text) implements Observed<T> {

        /** The text as a sentence, to stand beside others. */
        public String sentence() {
            return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
        }

        @Override
        public @Nullable T orNull() {
            return null;
        }

        @Override
        public <R> Observed<R> map(Function<? super T, ? extends R> change) {
            return new Missing<>(reason, text);
        }
    }
}
