package dev.dockershim.exporter.status;

import java.util.Locale;

/**
 * One row of the page's tables about the exporter itself. Rows of one section stand together.
 *
 * @param section the title above this row and its neighbours
 * @param key what it is about
 * @param value what is to be said, one line
 * @param state how it stands
 */
public record Row(String section, String key, String value, State state) {

    /** How a row stands; shown as a word, a shape and a colour. */
    public enum State {
        /** Works. */
        OK("✓"),
        /** Does not. */
        BAD("✕"),
        /** Not known, or not yet. */
        UNKNOWN("?");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }

        /** Its shape. */
        String mark() {
            return mark;
        }

        /** Its word, also the name of its style. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
