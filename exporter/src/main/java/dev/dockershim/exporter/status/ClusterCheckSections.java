package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.util.Comparator;
import java.util.List;

/** The checks over a cluster: what fails by severity, on how many nodes, and then what is not known. */
final class ClusterCheckSections {

    private ClusterCheckSections() {}

    static void write(Html html, ClusterView view) {
        for (Severity severity : Severity.values()) {
            List<CheckCount> failing = view.checks().stream()
                    .filter(count -> count.check().severity() == severity && count.fails())
                    .filter(count -> !count.check().id().equals(UpgradeSection.CHECK))
                    .sorted(Comparator.comparing(CheckCount::failing, Comparator.reverseOrder()))
                    .toList();
            if (!failing.isEmpty()) {
                CheckSections.begin(html, severity, failing.size());
                failing.forEach(count -> failing(html, view, count));
                html.raw("</section>\n");
            }
        }
        List<CheckCount> open =
                view.checks().stream().filter(CheckCount::isOpen).toList();
        if (!open.isEmpty()) {
            OpenChecks.write(html, view, open);
        }
    }

    private static void failing(Html html, ClusterView view, CheckCount count) {
        html.raw("<article><h3>");
        html.element("b", count.check().id()).raw(" ").text(count.check().name());
        html.raw("</h3>\n<p>");
        if (count.failing() > 0) {
            html.raw("Fails on ")
                    .link(ClusterQuery.nodesFailing(count.check().id()), ClusterStanding.nodes(count.failing()))
                    .raw(". ");
        }
        if (count.unknown() > 0) {
            html.raw("Unknown on ").number(count.unknown()).raw(". ");
        }
        workloads(html, view, count.check().id());
        if (count.cluster() != null && !(count.cluster() instanceof Verdict.Pass)) {
            html.text(count.cluster().detail());
        }
        html.raw("</p>\n<p class=\"dim\">Wanted: ").text(count.check().title()).raw("</p>\n");
        CheckSections.remedy(html, count.check(), false);
        html.raw("</article>\n");
    }

    /** Links to workloads; how many fail is told only if that can be known, of the cluster that the detail tells of. */
    private static void workloads(Html html, ClusterView view, String check) {
        WorkloadRows rows = view.workloads();
        FoundCount failing = view.isPart() ? null : rows.failing(check);
        if (failing != null) {
            if (failing.number() > 0) {
                html.link(WorkloadRows.address(check), failing.of("workload", "workloads"))
                        .raw(". ");
            }
            return;
        }
        Method method = WorkloadRows.method(check);
        if (method != null && rows.count(method).number() > 0) {
            html.link(WorkloadRows.address(check), "See workloads: " + WorkloadTables.word(method))
                    .raw(". ");
        }
    }
}
