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
import dev.dockershim.exporter.status.HtmlText;
import dev.dockershim.exporter.status.Style;
import java.util.List;

/** One page without scripts and without requests, in the look of the status page, to be attached to a ticket. */
final class HtmlForm {

    /** What a report has and a status page has not: wide tables, and commands. */
    private static final String CSS = """
            body{max-width:72rem}
            .answer li{list-style:none;margin-top:.25rem}
            .grid{overflow-x:auto}
            .grid td,.grid th{width:auto;overflow-wrap:break-word;min-width:3rem}
            .grid td:nth-child(n+4){min-width:8rem}
            .grid td:first-child{white-space:nowrap}
            .grid+.grid{margin-top:1rem}
            pre{margin:.25rem 0 .75rem;padding:.5rem .75rem;background:var(--panel);border-radius:.25rem;overflow-x:auto;font-size:.8125rem}
            details ol{padding-left:1.5rem}
            details li{margin-top:.5rem}
            .grid .ok .mark{color:var(--ok)}
            """;

    private final StringBuilder out = new StringBuilder(64 * 1024);

    private HtmlForm() {}

    static String write(Document document, String version) {
        HtmlForm form = new HtmlForm();
        form.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src")
                .raw(" 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text(document.title())
                .raw("</title>\n<style>")
                .raw(Style.CSS)
                .raw(CSS)
                .raw("</style>\n</head>\n<body>\n<header><p><b>dockershim-exporter</b> ")
                .text(version)
                .raw("</p></header>\n<main>\n<h1>")
                .text(document.title())
                .raw("</h1>\n<p class=\"dim\">")
                .text(document.subtitle())
                .raw("</p>\n");
        document.blocks().forEach(form::block);
        return form.raw("</main>\n</body>\n</html>\n").out.toString();
    }

    private void block(Block block) {
        if (block instanceof Headline headline) {
            raw("<section class=\"phase answer ").raw(standing(headline.tone())).raw("\">\n<h2><span class=\"mark\"");
            raw(" aria-hidden=\"true\">").raw(headline.tone().mark()).raw("</span>");
            text(headline.text()).raw("</h2>\n<ul>");
            headline.lines().forEach(line -> element("li", line));
            raw("</ul>\n</section>\n");
        } else if (block instanceof Heading heading) {
            raw("<h2>").text(heading.text());
            raw(heading.count() < 0 ? "" : " <small>" + heading.count() + "</small>")
                    .raw("</h2>\n");
        } else if (block instanceof Text text) {
            element("p", text.cell());
            raw("\n");
        } else if (block instanceof Grid grid) {
            grid(grid);
        } else if (block instanceof Code code) {
            raw("<pre>").lines(code.text()).raw("</pre>\n");
        } else if (block instanceof Procedure procedure) {
            procedure(procedure);
        }
    }

    /** The styles of the status page's first section. */
    private static String standing(Tone tone) {
        return switch (tone) {
            case OK -> "done";
            case INFO -> "going";
            case WARNING -> "todo";
            case BAD -> "bad";
            case UNKNOWN, PLAIN, DIM -> "unknown";
        };
    }

    private void grid(Grid grid) {
        raw("<div class=\"grid\"><table><thead><tr>");
        grid.columns().forEach(column -> raw("<th scope=\"col\">").text(column).raw("</th>"));
        raw("</tr></thead><tbody>\n");
        for (List<Cell> row : grid.rows()) {
            raw("<tr>");
            row.forEach(cell -> element("td", cell));
            raw("</tr>\n");
        }
        raw("</tbody></table></div>\n");
        if (grid.left() > 0) {
            raw("<p class=\"dim\">… and " + grid.left() + " more: --all shows them.</p>\n");
        }
    }

    private void procedure(Procedure procedure) {
        raw("<details><summary>").text(procedure.title()).raw("</summary><ol>\n");
        for (Step step : procedure.steps()) {
            raw("<li>").text(step.title()).raw(" <span class=\"dim\">");
            text(step.where().title()).raw("</span>");
            step.notes().forEach(note -> raw("<p class=\"dim\">").text(note).raw("</p>"));
            if (!step.commands().isEmpty()) {
                raw("<pre>").lines(String.join("\n", step.commands())).raw("</pre>");
            }
            raw("</li>\n");
        }
        raw("</ol></details>\n");
    }

    private void element(String name, Cell cell) {
        Tone tone = cell.tone();
        raw("<").raw(name);
        raw(tone.style().isEmpty() ? ">" : " class=\"" + tone.style() + "\">");
        if (!tone.mark().isEmpty()) {
            raw("<span class=\"mark\" aria-hidden=\"true\">").raw(tone.mark()).raw("</span>");
        }
        text(cell.text()).raw("</").raw(name).raw(">");
    }

    private HtmlForm raw(String markup) {
        out.append(markup);
        return this;
    }

    private HtmlForm text(String text) {
        return raw(HtmlText.escape(text));
    }

    private HtmlForm lines(String text) {
        return raw(HtmlText.escapeLines(text));
    }
}
