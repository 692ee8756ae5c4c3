package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks: what fails by severity, then what is not known by what is missing for it, then what passes, folded. */
final class CheckSections {

    private CheckSections() {}

    static void write(Html html, List<Result> results) {
        for (Severity severity : Severity.values()) {
            List<Result> failing = of(results, Verdict.Fail.class).stream()
                    .filter(result -> result.check().severity() == severity)
                    .toList();
            if (!failing.isEmpty()) {
                failing(html, severity, failing);
            }
        }
        List<Result> unknown = of(results, Verdict.Unknown.class);
        if (!unknown.isEmpty()) {
            unknown(html, unknown);
        }
        List<Result> passing = of(results, Verdict.Pass.class);
        if (!passing.isEmpty()) {
            passing(html, passing);
        }
    }

    /** The beginning of a section of checks that fail. */
    static void begin(Html html, Severity severity, int count) {
        String style = severity.label();
        String title = switch (severity) {
            case BLOCKER -> "Blockers";
            case WARNING -> "Warnings";
            case INFO -> "Worth knowing";
        };
        String mark = switch (severity) {
            case BLOCKER -> "✕";
            case WARNING -> "▲";
            case INFO -> "i";
        };
        html.raw("<section class=\"").raw(style).raw("\">\n");
        heading(html, mark, title, count);
    }

    /** What to do about a check that fails. */
    static void remedy(Html html, CheckInfo check, boolean open) {
        html.raw(open ? "<details open>" : "<details>");
        html.raw("<summary>What to do</summary><p class=\"pre\">").lines(check.remedy());
        html.raw("</p><p>Guide: ").link(check.section().url(), check.section().title());
        html.raw("</p></details>");
    }

    private static List<Result> of(List<Result> results, Class<? extends Verdict> kind) {
        return results.stream()
                .filter(result -> kind.isInstance(result.verdict()))
                .toList();
    }

    private static void failing(Html html, Severity severity, List<Result> results) {
        begin(html, severity, results.size());
        for (Result result : results) {
            CheckInfo check = result.check();
            html.raw("<article><h3>");
            html.element("b", check.id()).raw(" ").text(check.name());
            html.raw("</h3>\n").element("p", result.verdict().detail());
            html.raw("<p class=\"dim\">Wanted: ").text(check.title()).raw("</p>\n");
            remedy(html, check, severity == Severity.BLOCKER);
            html.raw("</article>\n");
        }
        html.raw("</section>\n");
    }

    /** Grouped by what is missing, since one file or permission often settles many. */
    private static void unknown(Html html, List<Result> results) {
        Map<String, List<Result>> byDetail = new LinkedHashMap<>();
        for (Result result : results) {
            byDetail.computeIfAbsent(result.verdict().detail(), detail -> new ArrayList<>())
                    .add(result);
        }
        html.raw("<section class=\"unknown\">\n");
        heading(html, "?", "Unknown", results.size());
        html.raw(
                        "<p class=\"dim\">Neither good nor bad: the evidence is missing.</p>\n<table class=\"checks\"><thead><tr>")
                .raw("<th scope=\"col\">Check</th><th scope=\"col\">Not known whether</th>")
                .raw("<th scope=\"col\">Would be</th></tr></thead>\n");
        byDetail.forEach((detail, group) -> {
            html.raw("<tbody><tr><th colspan=\"3\" scope=\"rowgroup\">").text(detail);
            html.raw("</th></tr>\n");
            for (Result result : group) {
                html.raw("<tr><th scope=\"row\">").text(result.check().id());
                html.raw("</th><td>")
                        .link(result.check().section().url(), result.check().title());
                html.raw("</td><td>").text(result.check().severity().label()).raw("</td></tr>\n");
            }
            html.raw("</tbody>\n");
        });
        html.raw("</table></section>\n");
    }

    private static void passing(Html html, List<Result> results) {
        html.raw("<section class=\"ok\">\n");
        heading(html, "✓", "Passing", results.size());
        html.raw("<details><summary>Show them</summary><table class=\"checks\"><thead><tr>")
                .raw("<th scope=\"col\">Check</th><th scope=\"col\">Holds</th><th scope=\"col\">Seen</th></tr></thead>")
                .raw("<tbody>\n");
        for (Result result : results) {
            html.raw("<tr><th scope=\"row\">").text(result.check().id());
            html.raw("</th><td>")
                    .link(result.check().section().url(), result.check().title());
            html.raw("</td><td>").text(result.verdict().detail()).raw("</td></tr>\n");
        }
        html.raw("</tbody></table></details></section>\n");
    }

    static void heading(Html html, String mark, String title, int count) {
        html.raw("<h2><span class=\"mark\" aria-hidden=\"true\">").raw(mark).raw("</span>");
        html.raw(title).raw(" <small>").number(count).raw("</small></h2>\n");
    }
}
