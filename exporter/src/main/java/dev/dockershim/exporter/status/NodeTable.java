package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of nodes: those that are asked for, in the order that is asked for. */
final class NodeTable {

    /** Rows of a page. */
    static final int PAGE = 100;

    /** The same where names are so long that a page of the other size would be too large. */
    static final int PAGE_OF_LONG_NAMES = 40;

    private static final int LONG_NAME = 60;

    private NodeTable() {}

    /** Nodes that are asked for, in order. */
    static List<NodeRow> select(ClusterView view, ClusterQuery query) {
        return view.rows().stream()
                .filter(row -> NodeFilter.matches(row, query))
                .sorted(query.sort().comparator())
                .toList();
    }

    /** Rows of a page: the same on each of them, or the pages would not join. */
    static int pageSize(ClusterView view) {
        return view.rows().stream()
                        .allMatch(row -> HtmlText.inAddress(row.name()).length() <= LONG_NAME)
                ? PAGE
                : PAGE_OF_LONG_NAMES;
    }

    static void write(Html html, List<NodeRow> rows, ClusterQuery query, Instant now) {
        html.raw("<table class=\"wide nodes\"><thead><tr>");
        head(html, query, NodeOrder.Key.NAME, "Node");
        head(html, query, NodeOrder.Key.PHASE, "Phase");
        head(html, query, NodeOrder.Key.SINCE, "Since");
        head(html, query, NodeOrder.Key.RUNTIME, "Runtime");
        head(html, query, NodeOrder.Key.KUBELET, "Kubelet");
        head(html, query, NodeOrder.Key.BLOCKERS, "Blockers");
        head(html, query, NodeOrder.Key.WARNINGS, "Warnings");
        head(html, query, NodeOrder.Key.UNKNOWN, "Unknown");
        head(html, query, NodeOrder.Key.PODS, "Pods");
        head(html, query, NodeOrder.Key.EVICTABLE, "Evictable");
        html.raw("<th scope=\"col\">By</th></tr></thead><tbody>\n");
        rows.forEach(row -> row(html, row, now));
        html.raw("</tbody></table>\n");
    }

    /** What the column of unknown checks leaves out. */
    static void note(Html html) {
        html.raw("<p class=\"dim\">Unknown, in the table and as a filter, leaves out ")
                .raw(NodeRow.HARDLY_SETTLED.stream().sorted().collect(Collectors.joining(" and ")))
                .raw(", which an API server hardly ever settles; a node’s page has them.</p>\n");
    }

    private static void head(Html html, ClusterQuery query, NodeOrder.Key key, String title) {
        boolean here = query.sort().key() == key;
        boolean reversed = here && query.sort().reversed();
        html.raw("<th scope=\"col\"");
        if (here) {
            html.raw(reversed ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"");
        }
        html.raw(">").link(query.sortedBy(new NodeOrder(key, here && !reversed)).address(), title);
        html.raw("</th>");
    }

    private static void row(Html html, NodeRow row, Instant now) {
        html.raw("<tr><th scope=\"row\">");
        name(html, row.name());
        tags(html, row);
        html.raw("</th><td class=\"")
                .raw(row.standing().style())
                .raw("\">")
                .text(row.phase().label());
        if (row.readiness().confidence() == Confidence.INFERRED) {
            html.raw("<small>inferred</small>");
        }
        Instant since = row.since();
        html.raw("</td><td>").raw(since == null ? "?" : TimeText.span(since, now));
        html.raw("</td><td>").text(ClusterSection.runtime(row));
        html.raw("</td><td>").text(row.kubelet() == null ? "?" : row.kubelet().toString());
        html.raw("</td>");
        count(html, "b", row.blockers());
        count(html, "w", row.warnings());
        count(html, "u", row.unknown());
        number(html, row.pods());
        number(html, row.evictable());
        html.raw(row.readiness().agent() ? "<td>agent</td></tr>\n" : "<td>watcher</td></tr>\n");
    }

    static void name(Html html, String name) {
        @Nullable String address = ClusterQuery.nodeNamed(name);
        if (address == null) {
            html.text(name);
        } else {
            html.link(address, name);
        }
    }

    private static void tags(Html html, NodeRow row) {
        if (row.object().unschedulable() || row.readiness().node().controlPlane()) {
            html.raw("<small>");
            html.raw(row.object().unschedulable() ? "cordoned" : "");
            html.raw(row.object().unschedulable() && row.readiness().node().controlPlane() ? ", " : "");
            html.raw(row.readiness().node().controlPlane() ? "control plane" : "");
            html.raw("</small>");
        }
    }

    private static void count(Html html, String style, int count) {
        html.raw(count == 0 ? "<td>" : "<td class=\"" + style + "\">")
                .number(count)
                .raw("</td>");
    }

    private static void number(Html html, int number) {
        html.raw("<td>").raw(number < 0 ? "?" : Integer.toString(number)).raw("</td>");
    }
}
