package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Document.Block;
import dev.dockershim.exporter.report.Document.Cell;
import dev.dockershim.exporter.report.Document.Code;
import dev.dockershim.exporter.report.Document.Grid;
import dev.dockershim.exporter.report.Document.Heading;
import dev.dockershim.exporter.report.Document.Headline;
import dev.dockershim.exporter.report.Document.Procedure;
import dev.dockershim.exporter.report.Document.Text;
import dev.dockershim.exporter.report.Document.Tone;
import java.util.List;

/**
 * Plain text for terminals, and for grep: with a width, long cells go on in the next line; without one, each row is one
 * line, however long.
 */
final class TableForm {

    private static final String RESET = "\u001b[0m";

    private final int width;
    private final boolean colour;
    private final StringBuilder out = new StringBuilder(16 * 1024);

    private TableForm(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /**
     * Writes a document.
     *
     * @param width characters of a line; 0 for as many as it takes
     * @param colour whether to colour it
     */
    static String write(Document document, int width, boolean colour) {
        return new TableForm(width, colour).write(document);
    }

    private String write(Document document) {
        line(new Cell(Tone.DIM, document.title() + " · " + document.subtitle()), 0);
        document.blocks().forEach(this::block);
        if (document.blocks().size() > 1) {
            document.blocks().forEach(this::again);
        }
        return out.toString();
    }

    /** The answer once more where a terminal stops: what it follows from stays at the top. */
    private void again(Block block) {
        if (block instanceof Headline headline) {
            out.append('\n');
            lines(headline.tone().mark() + " " + headline.text(), headline.tone(), true, 2);
        }
    }

    private void block(Block block) {
        if (block instanceof Headline headline) {
            out.append('\n');
            String mark = headline.tone().mark();
            lines(mark + " " + headline.text(), headline.tone(), true, 2);
            headline.lines().forEach(line -> line(line, 2));
        } else if (block instanceof Heading heading) {
            out.append('\n');
            String count = heading.count() < 0 ? "" : " (" + heading.count() + ")";
            lines(heading.text() + count, Tone.PLAIN, true, 0);
        } else if (block instanceof Text text) {
            line(text.cell(), 0);
        } else if (block instanceof Grid grid) {
            new Columns(grid, width).write(this::cells);
            if (grid.left() > 0) {
                line(Cell.dim("… and " + grid.left() + " more: --all shows them."), 0);
            }
        } else if (block instanceof Code code) {
            code.text()
                    .lines()
                    .forEach(line ->
                            out.append("    ").append(Visible.line(line)).append('\n'));
        } else if (block instanceof Procedure procedure) {
            procedure(procedure);
        }
    }

    private void procedure(Procedure procedure) {
        out.append('\n');
        lines(procedure.title(), Tone.PLAIN, true, 0);
        int number = 0;
        for (Step step : procedure.steps()) {
            number++;
            lines("  " + number + ") " + step.title() + ", " + step.where().title(), Tone.PLAIN, false, 5);
            step.notes().forEach(note -> lines("     # " + note, Tone.DIM, false, 7));
            // Never wrapped: it is to be copied.
            step.commands()
                    .forEach(command ->
                            out.append("     ").append(Visible.line(command)).append('\n'));
        }
    }

    private void line(Cell cell, int indent) {
        String mark = cell.tone().mark();
        String lead = " ".repeat(indent) + (mark.isEmpty() ? "" : mark + " ");
        lines(lead + cell.text(), cell.tone(), false, lead.length());
    }

    private void lines(String text, Tone tone, boolean bold, int indent) {
        List<String> lines = Wrap.words(Visible.line(text), width, indent);
        for (String line : lines) {
            out.append(paint(line, tone, bold)).append('\n');
        }
    }

    /** One line of a table: each cell's text is padded already. */
    private void cells(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        for (Cell cell : cells) {
            line.append(line.length() == 0 ? "" : "  ");
            String text = cell.text().stripTrailing();
            line.append(text.isEmpty() ? "" : paint(text, cell.tone(), false));
            line.append(cell.text().substring(text.length()));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private String paint(String text, Tone tone, boolean bold) {
        if (!colour) {
            return text;
        }
        String codes = switch (tone) {
            case PLAIN -> bold ? "1" : "";
            case DIM -> "2";
            case OK -> bold ? "1;32" : "32";
            case INFO -> bold ? "1;34" : "34";
            case WARNING -> bold ? "1;33" : "33";
            case BAD -> bold ? "1;31" : "31";
            case UNKNOWN -> bold ? "1;35" : "35";
        };
        return codes.isEmpty() ? text : "\u001b[" + codes + "m" + text + RESET;
    }
}
