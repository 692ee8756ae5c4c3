package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Document.Cell;
import dev.dockershim.exporter.report.Document.Grid;
import dev.dockershim.exporter.report.Document.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays a table out in columns: each as wide as its widest cell while there is room. Where there is not, the widest give
 * way first, and their cells go on in further lines.
 */
final class Columns {

    private static final int GAP = 2;
    private static final int NARROWEST = 12;

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
            shrink(width);
        }
    }

    private void shrink(int width) {
        int over = -width - GAP;
        for (int column : widths) {
            over += column + GAP;
        }
        while (over > 0) {
            int widest = 0;
            int second = NARROWEST;
            for (int i = 1; i < widths.length; i++) {
                if (widths[i] > widths[widest]) {
                    widest = i;
                }
            }
            for (int i = 0; i < widths.length; i++) {
                if (i != widest) {
                    second = Math.max(second, widths[i]);
                }
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            int least = Math.max(NARROWEST, Math.min(second, widths[widest] - 1));
            int cut = Math.min(over, widths[widest] - least);
            widths[widest] -= cut;
            over -= cut;
        }
    }

    void write(Lines lines) {
        lines.add(padded(grid.columns().stream()
                .map(column -> new Cell(Tone.DIM, column.toUpperCase(Locale.ROOT)))
                .toList()));
        for (List<Cell> row : grid.rows()) {
            List<List<String>> wrapped = new ArrayList<>();
            int height = 1;
            for (int i = 0; i < widths.length; i++) {
                List<String> cell = Wrap.words(text(row.get(i)), widths[i], 0);
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
        return Visible.line(mark.isEmpty() ? cell.text() : mark + " " + cell.text());
    }
}
