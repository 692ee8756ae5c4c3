package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Document.Block;
import dev.dockershim.exporter.report.Document.Cell;
import dev.dockershim.exporter.report.Document.Code;
import dev.dockershim.exporter.report.Document.Grid;
import dev.dockershim.exporter.report.Document.Heading;
import dev.dockershim.exporter.report.Document.Headline;
import dev.dockershim.exporter.report.Document.Procedure;
import dev.dockershim.exporter.report.Document.Text;
import java.util.List;
import java.util.stream.Collectors;

/** GitHub's Markdown, for tickets: names stay names, and mention, link and format nothing. */
final class MarkdownForm {

    private static final String SPECIAL = "\\`*_{}[]<>()#+!|~$&";

    private final StringBuilder out = new StringBuilder(16 * 1024);

    private MarkdownForm() {}

    static String write(Document document) {
        MarkdownForm form = new MarkdownForm();
        form.out.append("# ").append(escape(document.title())).append("\n\n");
        form.out.append(escape(document.subtitle())).append('\n');
        document.blocks().forEach(form::block);
        return form.out.toString();
    }

    private void block(Block block) {
        out.append('\n');
        if (block instanceof Headline headline) {
            out.append("**").append(headline.tone().mark()).append(' ');
            out.append(escape(headline.text())).append("**\n\n");
            headline.lines().forEach(line -> out.append("- ").append(cell(line)).append('\n'));
        } else if (block instanceof Heading heading) {
            out.append("## ").append(escape(heading.text()));
            out.append(heading.count() < 0 ? "\n" : " (" + heading.count() + ")\n");
        } else if (block instanceof Text text) {
            out.append(cell(text.cell())).append('\n');
        } else if (block instanceof Grid grid) {
            grid(grid);
        } else if (block instanceof Code code) {
            code(code.text());
        } else if (block instanceof Procedure procedure) {
            procedure(procedure);
        }
    }

    private void grid(Grid grid) {
        row(grid.columns().stream().map(MarkdownForm::escape).toList());
        row(grid.columns().stream().map(column -> "---").toList());
        grid.rows().forEach(row -> row(row.stream().map(MarkdownForm::cell).toList()));
        if (grid.left() > 0) {
            out.append("\n… and ").append(grid.left()).append(" more: `--all` shows them.\n");
        }
    }

    private void row(List<String> cells) {
        out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private void procedure(Procedure procedure) {
        out.append("<details><summary>").append(escape(procedure.title())).append("</summary>\n");
        for (Step step : procedure.steps()) {
            out.append("\n**").append(escape(step.title())).append("**, ");
            out.append(escape(step.where().title())).append(":\n\n");
            step.notes().forEach(note -> out.append("- ").append(escape(note)).append('\n'));
            if (!step.commands().isEmpty()) {
                out.append(step.notes().isEmpty() ? "" : "\n");
                code(String.join("\n", step.commands()));
            }
        }
        out.append("\n</details>\n");
    }

    private void code(String text) {
        String visible = text.lines().map(Visible::line).collect(Collectors.joining("\n"));
        String fence = "```";
        while (visible.contains(fence)) {
            fence += "`";
        }
        out.append(fence)
                .append('\n')
                .append(visible)
                .append('\n')
                .append(fence)
                .append('\n');
    }

    private static String cell(Cell cell) {
        String mark = cell.tone().mark();
        return (mark.isEmpty() ? "" : mark + " ") + escape(cell.text());
    }

    private static String escape(String text) {
        String visible = Visible.line(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\').append(c);
            } else if (c == '@') {
                escaped.append("&#64;");
            } else {
                escaped.append(c);
            }
        }
        // Addresses would become links by themselves.
        return escaped.toString().replace("://", ":&#47;/").replaceAll("(?i)www\\.", "www&#46;");
    }
}
