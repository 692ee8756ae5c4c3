package dev.dockershim.exporter.status;

import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.status.Row.State;
import java.util.List;

/** What the evaluation had from the API server, and the rules that grant the rest. */
final class ClusterEvidenceSection {

    private ClusterEvidenceSection() {}

    static void write(Html html, ClusterView view) {
        List<ClusterGaps.Item> items = ClusterGaps.of(view.readiness().evidence());
        html.raw("<section><h2>Evidence</h2>\n<table><thead><tr><th scope=\"col\">Resource</th>")
                .raw("<th scope=\"col\">What is missing, and how to grant it</th><th scope=\"col\">State</th></tr>")
                .raw("</thead><tbody>\n");
        for (ClusterGaps.Item item : items) {
            html.raw("<tr><th scope=\"row\">").raw(item.resource()).raw("</th><td>");
            if (item.observed() instanceof Missing<?> missing) {
                RowSections.state(html.text(missing.text()).raw("</td>"), State.UNKNOWN, "missing");
            } else {
                // What was seen when it was evaluated may be gone by now.
                State state = view.doubtful() ? State.UNKNOWN : State.OK;
                RowSections.state(html.raw("–</td>"), state, view.doubtful() ? "seen then" : "seen");
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
        String rules = ClusterGaps.rules(items);
        if (!rules.isEmpty()) {
            html.raw("<p>What is refused is granted by these rules in the watcher’s ClusterRole:</p>\n<pre>")
                    .lines(rules)
                    .raw("</pre>\n");
        }
        html.raw("</section>\n");
    }
}
