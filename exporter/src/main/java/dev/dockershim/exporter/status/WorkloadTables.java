package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.status.WorkloadRows.AccessRow;
import dev.dockershim.exporter.status.WorkloadRows.VendorRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import dev.dockershim.exporter.workloads.WorkloadFindings.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Workloads that need Docker, and vendors' agents. */
final class WorkloadTables {

    /** Rows of a page. */
    static final int PAGE = 100;

    /** Rows of each table on the overview. */
    private static final int SHORT = 10;

    private WorkloadTables() {}

    /** The first of both. */
    static void writeShort(Html html, ClusterView view) {
        WorkloadRows rows = view.workloads();
        html.raw("<section><h2>Workloads that need Docker ").raw(count(rows, rows.accessCount()));
        html.raw("</h2>\n");
        gaps(html, view);
        if (!rows.access().isEmpty()) {
            methods(html, rows);
            access(html, rows.access().stream().limit(SHORT).toList());
        }
        more(html, rows.access().size(), rows.accessDropped());
        html.raw("</section>\n<section><h2>Vendors’ agents ").raw(count(rows, rows.agentCount()));
        html.raw("</h2>\n");
        if (!rows.agents().isEmpty()) {
            agents(html, rows.agents().stream().limit(SHORT).toList());
        } else {
            none(html, view, "No agent of a vendor that may use Docker");
        }
        more(html, rows.agents().size(), rows.agentsDropped());
        html.raw("</section>\n");
    }

    /** A page of workloads with the names and the method that are asked for, and all agents with such names. */
    static void write(Html html, ClusterView view, ClusterQuery query) {
        WorkloadRows rows = view.workloads();
        List<AccessRow> access = rows.access().stream()
                .filter(row -> query.method() == null || row.methods().contains(query.method()))
                .filter(row -> matches(row.workload().toString(), query))
                .toList();
        List<VendorRow> agents = rows.agents().stream()
                .filter(row -> matches(row.namespace() + "/" + row.workload(), query))
                .toList();
        html.raw("<section><h2>Workloads that need Docker ").raw(count(rows, rows.accessCount()));
        html.raw("</h2>\n");
        gaps(html, view);
        NodeSearch.begin(html, "workloads");
        NodeSearch.text(html, "Namespace or name contains", query.search());
        html.raw("<label>Method <select name=\"method\">");
        NodeSearch.option(html, "", "any", query.method() == null);
        for (Method method : Method.values()) {
            NodeSearch.option(html, method.label(), word(method), method == query.method());
        }
        html.raw("</select></label>\n");
        NodeSearch.end(html);
        // Both tables go along with one page number, since agents are few.
        int longest = Math.max(access.size(), agents.size());
        Paging paging = Paging.of(longest, pageSize(rows), query.page());
        Paging.of(access.size(), paging.size(), query.page())
                .write(html, query, rows.accessDropped() > 0 ? "workloads that were kept" : "workloads");
        List<AccessRow> shown = paging.of(access);
        if (!shown.isEmpty()) {
            access(html, shown);
        }
        html.raw("</section>\n<section><h2>Vendors’ agents ").raw(count(rows, rows.agentCount()));
        html.raw("</h2>\n");
        List<VendorRow> few = paging.of(agents);
        if (few.isEmpty()) {
            html.raw("<p class=\"dim\">None on this page.</p>\n");
        } else {
            agents(html, few);
        }
        if (agents.size() > access.size()) {
            paging.write(html, query, rows.agentsDropped() > 0 ? "agents that were kept" : "agents");
        }
        html.raw("</section>\n");
    }

    private static int pageSize(WorkloadRows rows) {
        boolean shortNames = rows.access().stream()
                        .allMatch(row -> row.workload().toString().length() <= PAGE)
                && rows.agents().stream()
                        .allMatch(
                                row -> row.namespace().length() + row.workload().length() <= PAGE);
        return shortNames ? PAGE : PAGE / 4;
    }

    private static boolean matches(String name, ClusterQuery query) {
        return query.search().isEmpty() || name.toLowerCase(Locale.ROOT).contains(query.search());
    }

    private static String count(WorkloadRows rows, FoundCount count) {
        return rows.known() ? "<small>" + count + "</small>" : "<small>unknown</small>";
    }

    private static void more(Html html, int rows, int dropped) {
        if (rows > SHORT) {
            html.raw("<p>")
                    .link("/?view=workloads", "All " + rows + (dropped > 0 ? " that were kept" : ""))
                    .raw("</p>\n");
        }
    }

    /** What is not among the rows, or that none is needed. */
    private static void gaps(Html html, ClusterView view) {
        ClusterReadiness readiness = view.readiness();
        WorkloadRows rows = view.workloads();
        gap(html, readiness.pods(), "Pods are not to be seen");
        gap(html, readiness.templates(), "Templates of workloads are not to be seen");
        if (readiness.templates().orNull() != null && readiness.pods().orNull() != null && !rows.complete()) {
            html.raw("<p class=\"gap\">Not every kind of template is to be seen: see the evidence below. ")
                    .raw("What does not run now may be missing here.</p>\n");
        }
        if (rows.accessDropped() > 0 || rows.agentsDropped() > 0) {
            html.raw("<p class=\"gap\">Not all that was found is here: beyond --watcher.max-findings at least ")
                    .number(rows.accessDropped())
                    .raw(" findings of workloads (a workload and one way to use Docker) and ")
                    .number(rows.agentsDropped())
                    .raw(" of agents were cut. How many workloads that were is not known.</p>\n");
        }
        if (rows.access().isEmpty()) {
            none(html, view, "No pod and no template that needs Docker");
        }
    }

    private static void gap(Html html, Observed<?> observed, String what) {
        if (observed instanceof Missing<?> missing) {
            html.raw("<p class=\"gap\">")
                    .raw(what)
                    .raw(": ")
                    .text(missing.text())
                    .raw(".</p>\n");
        }
    }

    /** Green only if all was seen, now, of the whole cluster. */
    private static void none(Html html, ClusterView view, String what) {
        WorkloadRows rows = view.workloads();
        boolean sure = rows.complete() && !view.doubtful() && rows.accessDropped() + rows.agentsDropped() == 0;
        String where = !rows.known()
                ? " is known: nothing was seen."
                : !sure ? " is among what was seen." : view.isPart() ? " is in this part." : " is in the cluster.";
        html.raw(
                        sure && !view.isPart()
                                ? "<p class=\"ok\"><span class=\"mark\" aria-hidden=\"true\">✓</span>"
                                : "<p class=\"unknown\"><span class=\"mark\" aria-hidden=\"true\">?</span>")
                .raw(rows.known() ? what : "Nothing about it")
                .raw(where)
                .raw("</p>\n");
    }

    private static void methods(Html html, WorkloadRows rows) {
        html.raw("<p class=\"aside\">By method:");
        for (Method method : Method.values()) {
            FoundCount count = rows.count(method);
            if (count.number() > 0) {
                html.raw(" <span class=\"apart\"><b>").raw(count.toString()).raw("</b> ");
                html.link("/?view=workloads&method=" + method.label(), word(method))
                        .raw("</span>");
            }
        }
        html.raw("</p>\n");
    }

    private static void access(Html html, List<AccessRow> rows) {
        html.raw("<table class=\"wide loads\"><thead><tr><th scope=\"col\">Workload</th><th scope=\"col\">Type</th>")
                .raw("<th scope=\"col\">Namespace</th><th scope=\"col\">Uses</th><th scope=\"col\">Pods now</th></tr>")
                .raw("</thead><tbody>\n");
        for (AccessRow row : rows) {
            html.raw("<tr>").element("th scope=\"row\"", row.workload().name());
            html.element("td", row.workload().type())
                    .element("td", row.workload().namespace());
            html.element("td", words(row)).raw(pods(row.pods(), row.whole())).raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    private static void agents(Html html, List<VendorRow> rows) {
        html.raw("<table class=\"wide agents\"><thead><tr><th scope=\"col\">Workload</th><th scope=\"col\">Vendor</th>")
                .raw("<th scope=\"col\">Namespace</th><th scope=\"col\">Uses Docker</th>")
                .raw("<th scope=\"col\">Pods now</th></tr></thead><tbody>\n");
        for (VendorRow row : rows) {
            html.raw("<tr>").element("th scope=\"row\"", row.workload());
            html.element("td", row.vendor()).element("td", row.namespace());
            html.element(
                            "td",
                            row.verdict().label()
                                    + (row.whole() || row.verdict() == Verdict.CONFIRMED ? "" : ", maybe confirmed"))
                    .raw(pods(row.pods(), row.whole()))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    private static String pods(int pods, boolean whole) {
        if (pods <= 0) {
            return pods < 0 ? "<td>?</td>" : "<td>0<small>by its template</small></td>";
        }
        return "<td>" + new FoundCount(pods, !whole) + "</td>";
    }

    static String words(AccessRow row) {
        return row.methods().stream().map(WorkloadTables::word).collect(Collectors.joining(", "))
                + (row.whole() ? "" : ", maybe more");
    }

    static String word(Method method) {
        return method.label().replace('_', ' ');
    }
}
