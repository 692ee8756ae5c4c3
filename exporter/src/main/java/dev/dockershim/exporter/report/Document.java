package dev.dockershim.exporter.report;

import java.util.List;

/**
 * The report as people read it, before it has a form: what is said, in which order, and how it is meant. Texts may hold
 * names from the API, as they are: each form makes them harmless in its own way.
 *
 * @param title what it is
 * @param subtitle of what and when
 * @param blocks what is said
 */
record Document(String title, String subtitle, List<Block> blocks) {

    Document {
        blocks = List.copyOf(blocks);
    }

    /** How something is meant; a shape as well as a colour, since not everybody sees colours. */
    enum Tone {
        PLAIN("", ""),
        DIM("", "dim"),
        OK("✓", "ok"),
        INFO("i", "info"),
        WARNING("▲", "warning"),
        BAD("✕", "blocker"),
        UNKNOWN("?", "unknown");

        private final String mark;
        private final String style;

        Tone(String mark, String style) {
            this.mark = mark;
            this.style = style;
        }

        /** Its shape; empty if it needs none. */
        String mark() {
            return mark;
        }

        /** The name of its style on pages; empty if it needs none. */
        String style() {
            return style;
        }
    }

    /** A part of it. */
    sealed interface Block {}

    /**
     * The answer.
     *
     * @param tone how it is meant
     * @param text in one sentence
     * @param lines what it follows from
     */
    record Headline(Tone tone, String text, List<Cell> lines) implements Block {
        Headline {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A heading.
     *
     * @param text what follows
     * @param count how many there are of it; -1 if that is no number
     */
    record Heading(String text, int count) implements Block {}

    /** A paragraph. */
    record Text(Cell cell) implements Block {}

    /**
     * A table.
     *
     * @param columns headers
     * @param rows each with one cell a column
     * @param left rows that were left out
     */
    record Grid(List<String> columns, List<List<Cell>> rows, int left) implements Block {
        Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Text with its meaning.
     *
     * @param tone how it is meant
     * @param text one line
     */
    record Cell(Tone tone, String text) {
        static Cell plain(String text) {
            return new Cell(Tone.PLAIN, text);
        }

        static Cell dim(String text) {
            return new Cell(Tone.DIM, text);
        }
    }

    /** Lines to be copied. */
    record Code(String text) implements Block {}

    /** What to do about a node, step by step; may be folded. */
    record Procedure(String title, List<Step> steps) implements Block {
        Procedure {
            steps = List.copyOf(steps);
        }
    }
}
