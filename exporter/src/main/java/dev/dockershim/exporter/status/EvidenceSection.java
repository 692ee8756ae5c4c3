package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.EvidenceItem;
import dev.dockershim.exporter.status.Row.State;
import java.util.List;

/** Where the evaluation had its evidence from, and what grants the rest. */
final class EvidenceSection {

    private EvidenceSection() {}

    static void write(Html html, List<EvidenceItem> items) {
        html.raw("<section><h2>Evidence</h2>\n<table><thead><tr><th scope=\"col\">Source</th>")
                .raw(
                        "<th scope=\"col\">What is missing, and how to grant it</th><th scope=\"col\">State</th></tr></thead>")
                .raw("<tbody>\n");
        for (EvidenceItem item : items) {
            String text = item.text();
            // What is seen in part is not known whole, and so not green.
            State state = item.available() && text == null ? State.OK : State.UNKNOWN;
            html.raw("<tr><th scope=\"row\"><b>").raw(item.source().name()).raw("</b> ");
            html.text(item.source().title()).raw("</th><td>").text(text == null ? "–" : text);
            String word = !item.available() ? "missing" : text == null ? "seen" : "in part";
            RowSections.state(html.raw("</td>"), state, word);
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></section>\n");
    }
}
