package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.status.ClusterQuery.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A watcher's page at {@code /}: how far the cluster is, what is to be done, and each node. Of the same kind as
 * {@link StatusPage}, but with forms and links that ask for other parts of it; the server filters, sorts and cuts into
 * pages, so that no part has more than 60 KB.
 *
 * <p>Parameters, each of which may be missing; what is not among these words is taken as not said:
 *
 * <ul>
 *   <li>{@code view}: {@code nodes} or {@code workloads}; {@code node}: a node's own page
 *   <li>{@code q}: what names contain, in any case
 *   <li>{@code phase}, {@code check} (nodes that fail it), {@code need} ({@code work}, {@code blocked}, {@code unknown}),
 *       {@code sort} (a column, with {@code -} the other way round): of nodes
 *   <li>{@code method}: of workloads
 *   <li>{@code page}: from 1; beyond the end the last
 * </ul>
 *
 * @param version of the exporter
 * @param state what there is to tell of the cluster's readiness
 * @param rows the tables about the watcher itself
 * @param awaited those of them that have given nothing yet, nor refused to
 * @param paths what else is served, for links
 * @param now when the page is made
 */
public record ClusterPage(
        String version, ClusterState state, List<Row> rows, List<Row> awaited, List<String> paths, Instant now) {

    /** Nodes on the overview, or fewer where names are long. */
    private static final int FIRST_NODES = 15;

    /** Copies the lists. */
    public ClusterPage {
        rows = List.copyOf(rows);
        awaited = List.copyOf(awaited);
        paths = List.copyOf(paths);
    }

    /** The {@code Content-Security-Policy} that every page needs: nothing but its style, and its own forms. */
    public static String contentSecurityPolicy() {
        return Style.CLUSTER_CONTENT_SECURITY_POLICY;
    }

    /** Whether there is what the parameters of a request ask for, as far as it is known: a node may not be there. */
    public boolean isFound(Map<String, String> parameters) {
        ClusterReadiness last = state.last();
        ClusterQuery query = ClusterQuery.of(parameters);
        return last == null
                || query.view() != View.NODE
                || last.nodes().stream().anyMatch(node -> node.node().name().equals(query.node()));
    }

    /** The document in UTF-8 that the parameters of a request ask for. */
    public byte[] html(Map<String, String> parameters) {
        ClusterReadiness last = state.last();
        ClusterView view = last == null ? null : ClusterView.of(state, last, now);
        ClusterQuery asked = ClusterQuery.of(parameters);
        ClusterQuery query = view == null ? asked : asked.checkAmong(NodeSearch.ids(view));
        List<NodeRow> nodes = view == null || query.view() == View.NODE ? List.of() : NodeTable.select(view, query);
        return PageFrame.small(html -> body(html, view, query, nodes));
    }

    private void body(Html html, @Nullable ClusterView view, ClusterQuery query, List<NodeRow> nodes) {
        String title = query.view() == View.NODE ? query.node() : "Cluster";
        PageFrame.head(html, title, Style.CLUSTER_CSS, version, paths);
        views(html, query.view());
        if (view == null) {
            html.raw("<h1>Cluster</h1>\n");
            ClusterSection.writeNone(html, state.synced(), awaited);
        } else {
            // What passed when this was evaluated is not green any more.
            html.raw(view.doubtful() ? "<div class=\"doubt\">\n" : "<div>\n");
            if (!state.synced()) {
                ClusterSection.awaited(html, awaited);
            }
            switch (query.view()) {
                case OVERVIEW -> overview(html, view, query, nodes);
                case NODES -> nodes(html, view, query, nodes);
                case WORKLOADS -> workloads(html, view, query);
                case NODE -> ClusterNodePage.write(html, view, query.node(), now);
            }
            html.raw("</div>\n");
        }
        if (view == null || query.view() == View.OVERVIEW) {
            RowSections.write(html, rows);
        }
        PageFrame.foot(html);
    }

    private void overview(Html html, ClusterView view, ClusterQuery query, List<NodeRow> nodes) {
        html.raw("<h1>Cluster</h1>\n<p class=\"dim\">How far its nodes are on their way from dockershim, as its API")
                .raw(" server shows it.</p>\n");
        ClusterSection.write(html, view, now);
        UpgradeSection.write(html, view);
        ClusterCheckSections.write(html, view);
        WorkloadTables.writeShort(html, view);
        html.raw("<section><h2>Nodes <small>");
        html.raw(view.readiness().evidence().nodes().orNull() == null ? "unknown" : Integer.toString(nodes.size()));
        html.raw("</small></h2>\n");
        if (!view.rows().isEmpty()) {
            ClusterQuery all = query.ofNodes();
            NodeSearch.write(html, view, all);
            NodeTable.write(
                    html,
                    nodes.stream()
                            .limit(Math.min(FIRST_NODES, NodeTable.pageSize(view) / 4))
                            .toList(),
                    all,
                    now);
            NodeTable.note(html);
            html.raw("<p>").link(all.address(), "All " + nodes.size()).raw("</p>\n");
        } else {
            ClusterSection.noNodes(html, view);
        }
        html.raw("</section>\n");
        ClusterEvidenceSection.write(html, view);
    }

    private void nodes(Html html, ClusterView view, ClusterQuery query, List<NodeRow> nodes) {
        html.raw("<h1>Nodes</h1>\n");
        ClusterSection.doubt(html, view, now);
        ClusterSection.part(html, view);
        NodeSearch.write(html, view, query);
        if (view.rows().isEmpty()) {
            ClusterSection.noNodes(html, view);
            return;
        }
        Paging paging = Paging.of(nodes.size(), NodeTable.pageSize(view), query.page());
        paging.write(html, query, nodes.size() == view.rows().size() ? "nodes" : "nodes that match");
        List<NodeRow> page = paging.of(nodes);
        if (!page.isEmpty()) {
            NodeTable.write(html, page, query, now);
            NodeTable.note(html);
            paging.write(html, query, "nodes");
        }
    }

    private void workloads(Html html, ClusterView view, ClusterQuery query) {
        html.raw("<h1>Workloads</h1>\n");
        ClusterSection.doubt(html, view, now);
        ClusterSection.part(html, view);
        WorkloadTables.write(html, view, query);
        ClusterEvidenceSection.write(html, view);
    }

    private static void views(Html html, View here) {
        html.raw("<nav class=\"views\" aria-label=\"Views\">");
        view(html, "/", "Overview", here == View.OVERVIEW);
        view(html, "/?view=nodes", "Nodes", here == View.NODES);
        view(html, "/?view=workloads", "Workloads", here == View.WORKLOADS);
        html.raw("</nav>\n");
    }

    private static void view(Html html, String address, String title, boolean here) {
        html.raw("<a href=\"").raw(address).raw(here ? "\" aria-current=\"page\">" : "\">");
        html.raw(title).raw("</a>\n");
    }
}
