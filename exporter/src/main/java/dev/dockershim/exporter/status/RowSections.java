package dev.dockershim.exporter.status;

import dev.dockershim.exporter.status.Row.State;
import java.util.List;

/** The tables about the exporter itself. */
final class RowSections {

    private RowSections() {}

    static void write(Html html, List<Row> rows) {
        String section = null;
        for (Row row : rows) {
            if (!row.section().equals(section)) {
                html.raw(section == null ? "" : "</tbody></table></section>\n").raw("<section>");
                html.element("h2", row.section());
                html.raw("\n<table><tbody>\n");
                section = row.section();
            }
            html.raw("<tr>").element("th scope=\"row\"", row.key()).element("td", row.value());
            state(html, row.state(), row.state().word());
            html.raw("</tr>\n");
        }
        html.raw(section == null ? "" : "</tbody></table></section>\n");
    }

    /** A cell with a shape and a word. */
    static void state(Html html, State state, String word) {
        html.raw("<td class=\"state ").raw(state.word()).raw("\"><span class=\"mark\" aria-hidden=\"true\">");
        html.raw(state.mark()).raw("</span>").raw(word).raw("</td>");
    }
}
