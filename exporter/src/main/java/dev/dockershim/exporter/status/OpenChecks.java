package dev.dockershim.exporter.status;

import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checks that fail nowhere, and are not known to pass everywhere. What many of them say is said once: most lack the
 * same resources, which the section of evidence names.
 */
final class OpenChecks {

    private OpenChecks() {}

    static void write(Html html, ClusterView view, List<CheckCount> open) {
        List<String> missing = missing(view);
        Map<String, List<CheckCount>> byDetail = new LinkedHashMap<>();
        for (CheckCount count : open) {
            String detail = count.cluster() instanceof Verdict.Unknown unknown ? told(unknown.detail(), missing) : "";
            byDetail.computeIfAbsent(detail, key -> new ArrayList<>()).add(count);
        }
        boolean anything = !view.rows().isEmpty() || view.workloads().known();
        html.raw("<section class=\"unknown\">\n");
        CheckSections.heading(html, "?", "Unknown", open.size());
        html.raw(
                        anything
                                ? "<p class=\"dim\">Seen to fail nowhere, but not known everywhere: neither good nor bad.</p>\n"
                                : "<p class=\"dim\">Nothing was seen that could tell: neither good nor bad.</p>\n")
                .raw("<table class=\"checks\"><thead><tr><th scope=\"col\">Check</th>")
                .raw("<th scope=\"col\">Not known whether</th><th scope=\"col\">Where</th></tr></thead>\n");
        byDetail.forEach((detail, counts) -> {
            html.raw("<tbody>");
            if (!detail.isEmpty()) {
                html.raw("<tr><th colspan=\"3\" scope=\"rowgroup\">")
                        .text(detail)
                        .raw("</th></tr>\n");
            }
            counts.forEach(count -> row(html, count));
            html.raw("</tbody>\n");
        });
        html.raw("</table></section>\n");
    }

    private static void row(Html html, CheckCount count) {
        html.raw("<tr><th scope=\"row\">").text(count.check().id());
        html.raw("</th><td>").text(count.check().title()).raw("</td><td>");
        if (count.unknown() > 0) {
            html.text(ClusterStanding.nodes(count.unknown()));
        } else {
            html.raw("the cluster");
        }
        html.raw("</td></tr>\n");
    }

    /** A detail with one sentence for all resources that were not to be seen. */
    private static String told(String detail, List<String> missing) {
        String rest = detail;
        for (String sentence : missing) {
            rest = rest.replace(" " + sentence, "");
        }
        return rest.equals(detail) ? detail : rest + " What is missing is listed under Evidence.";
    }

    private static List<String> missing(ClusterView view) {
        List<String> sentences = new ArrayList<>();
        for (ClusterGaps.Item item : ClusterGaps.of(view.readiness().evidence())) {
            if (item.observed() instanceof Missing<?> gap) {
                sentences.add(gap.sentence());
            }
        }
        return sentences;
    }
}
