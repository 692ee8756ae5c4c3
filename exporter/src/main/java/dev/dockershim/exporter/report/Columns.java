package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Document.Cell;
import dev.dockershim.exporter.report.Document.Grid;
import dev.dockershim.exporter.report.Document.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays a table out in columns: each as wide as its widest cell while there is room. Where there is not, cells go on in
 * further lines: sentences give way first, between their words, and names, which have none, last.
 */
final class Columns {

    private static final int GAP = 2;
    private static final int NARROWEST = 12;

    /** Between a mark and what it marks. */
    private static final char NO_BREAK = '\u00a0';

    private final Grid grid;
    private final int[] widths;

    /** Takes the lines of a table. */
    @FunctionalInterface
    interface Lines {
        /** One line: cells padded to the width of their columns. */
        void add(List<Cell> cells);
    }

    Columns(Grid grid, int width) {
        this.grid = grid;
        widths = grid.columns().stream().mapToInt(String::length).toArray();
        for (List<Cell> row : grid.rows()) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], text(row.get(i)).length());
            }
        }
        if (width > 0) {
            int over = -width - GAP;
            for (int column : widths) {
                over += column + GAP;
            }
            int[] words = new int[widths.length];
            int[] names = new int[widths.length];
            int[] least = new int[widths.length];
            for (int i = 0; i < widths.length; i++) {
                int word = longestWord(i);
                words[i] = Math.max(NARROWEST, word);
                names[i] = word == widths[i] ? widths[i] : NARROWEST;
                least[i] = NARROWEST;
            }
            shrink(least, shrink(names, shrink(words, over)));
        }
    }

    private int longestWord(int column) {
        int longest = grid.columns().get(column).length();
        for (List<Cell> row : grid.rows()) {
            for (String word : text(row.get(column)).split(" ", -1)) {
                longest = Math.max(longest, word.length());
            }
        }
        return longest;
    }

    /** Takes from the widest, down to what each needs {@code least}; how much is left to take. */
    private int shrink(int[] least, int over) {
        int left = over;
        while (left > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return left;
            }
            widths[widest]--;
            left--;
        }
        return 0;
    }

    void write(Lines lines) {
        lines.add(padded(grid.columns().stream()
                .map(column -> new Cell(Tone.DIM, column.toUpperCase(Locale.ROOT)))
                .toList()));
        for (List<Cell> row : grid.rows()) {
            List<List<String>> wrapped = new ArrayList<>();
            int height = 1;
            for (int i = 0; i < widths.length; i++) {
                List<String> cell = Wrap.words(text(row.get(i)), widths[i], 0).stream()
                        .map(text -> text.replace(NO_BREAK, ' '))
                        .toList();
                wrapped.add(cell);
                height = Math.max(height, cell.size());
            }
            for (int line = 0; line < height; line++) {
                List<Cell> cells = new ArrayList<>();
                for (int i = 0; i < widths.length; i++) {
                    List<String> cell = wrapped.get(i);
                    cells.add(new Cell(row.get(i).tone(), line < cell.size() ? cell.get(line) : ""));
                }
                lines.add(padded(cells));
            }
        }
    }

    private List<Cell> padded(List<Cell> cells) {
        List<Cell> padded = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            padded.add(new Cell(
                    cell.tone(),
                    cell.text() + " ".repeat(Math.max(0, widths[i] - cell.text().length()))));
        }
        return padded;
    }

    private static String text(Cell cell) {
        String mark = cell.tone().mark();
        return mark.isEmpty() ? Visible.line(cell.text()) : mark + NO_BREAK + Visible.line(cell.text());
    }
}
