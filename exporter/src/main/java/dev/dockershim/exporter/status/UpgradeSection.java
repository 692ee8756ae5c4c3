package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;

/** CL-01: whether the cluster may be upgraded. */
final class UpgradeSection {

    /** The check that answers. */
    static final String CHECK = "CL-01";

    private UpgradeSection() {}

    static void write(Html html, ClusterView view) {
        if (!view.shard().isFirst()) {
            return;
        }
        Result result = view.readiness().results().stream()
                .filter(one -> one.check().id().equals(CHECK))
                .findFirst()
                .orElse(null);
        Verdict verdict = result == null ? new Verdict.Unknown(CHECK + " was not judged.") : result.verdict();
        // A pass is none while nodes are unknown, or what was seen may no longer hold.
        boolean sure = !view.doubtful() && !view.rows().isEmpty() && view.in(Phase.UNKNOWN) == 0;
        String answer;
        String style;
        String mark;
        if (verdict instanceof Verdict.Fail && !view.doubtful()) {
            answer = "No";
            style = "blocker";
            mark = "✕";
        } else if (verdict instanceof Verdict.Pass && sure) {
            answer = "Yes, as far as its runtimes go";
            style = "ok";
            mark = "✓";
        } else {
            answer = "Not known";
            style = "unknown";
            mark = "?";
        }
        html.raw("<section class=\"upgrade ")
                .raw(style)
                .raw("\">\n<h2>May the cluster be upgraded?</h2>\n<article><h3>");
        html.raw("<span class=\"mark\" aria-hidden=\"true\">").raw(mark).raw("</span>");
        html.element("b", answer).raw(" <span class=\"dim\">").raw(CHECK).raw("</span></h3>\n");
        html.element("p", verdict.detail());
        if (!(verdict instanceof Verdict.Unknown) && answer.equals("Not known")) {
            html.raw("<p>That is not the whole answer: ")
                    .raw(view.doubtful() ? "it may no longer hold" : "not all nodes are known")
                    .raw(".</p>");
        }
        if (result != null) {
            html.raw("<p class=\"dim\">Wanted: ").text(result.check().title()).raw("</p>\n");
            if (!(verdict instanceof Verdict.Pass)) {
                CheckSections.remedy(html, result.check(), style.equals("blocker"));
            }
        }
        html.raw("</article></section>\n");
    }
}
