package dev.dockershim.exporter.podspec;

import org.jspecify.annotations.Nullable;

/** A name that is kept: never longer than Kubernetes allows, on one line. Everything else stays as it is. */
final class BoundedText {

    private static final char REPLACEMENT = '\uFFFD';

    private BoundedText() {}

    /** The first {@code length} characters of {@code text}, none of them a control character; empty if null. */
    static String of(@Nullable String text, int length) {
        if (text == null) {
            return "";
        }
        int end = Math.min(text.length(), length);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder kept = null;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                kept = kept == null ? new StringBuilder(text) : kept;
                kept.setCharAt(i, REPLACEMENT);
            }
        }
        return kept == null ? text.substring(0, end) : kept.substring(0, end);
    }
}
