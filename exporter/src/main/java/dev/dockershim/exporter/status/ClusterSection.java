package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The top of a cluster's page: how many nodes are left to move, where all of them are, and what they run. */
final class ClusterSection {

    private static final int TOLD = 8;

    private ClusterSection() {}

    static void write(Html html, ClusterView view, Instant now) {
        ClusterStanding standing = ClusterStanding.of(view);
        head(html, standing.standing(), standing.left());
        doubt(html, view, now);
        standing.sentences().forEach(sentence -> html.element("p", sentence).raw("\n"));
        part(html, view);
        if (!view.rows().isEmpty()) {
            ClusterWay.write(html, view);
        }
        facts(html, view, now);
        html.raw("</section>\n");
    }

    /** In place of it, while there is no evaluation. */
    static void writeNone(Html html, boolean synced, List<Row> awaited) {
        head(html, Standing.UNKNOWN, synced ? "not evaluated yet" : "not listed yet");
        html.element(
                        "p",
                        synced
                                ? "The first evaluation of this cluster's readiness is under way; look again in a moment."
                                : "The first listing of nodes, pods and workloads is under way. With many of them it"
                                        + " takes a minute; what is seen by then would be too little to be told.")
                .raw("\n");
        if (!synced) {
            awaited(html, awaited);
        }
        html.raw("</section>\n");
    }

    /** What the first listing waits for, and why. */
    static void awaited(Html html, List<Row> awaited) {
        if (!awaited.isEmpty()) {
            html.element(
                            "p class=\"gap\"",
                            "Waiting for "
                                    + awaited.stream()
                                            .map(row -> row.key() + " (" + row.value() + ")")
                                            .collect(Collectors.joining(", "))
                                    + ".")
                    .raw("\n");
        }
    }

    /** That what follows may be old or in part, if it is. */
    static void doubt(Html html, ClusterView view, Instant now) {
        if (view.stale()) {
            html.raw("<p class=\"stale\"><b>Out of date.</b> This was last evaluated ")
                    .text(TimeText.age(view.readiness().at(), now))
                    .raw(": what holds now is unknown.</p>\n");
        } else if (view.doubtful()) {
            html.raw("<p class=\"stale\"><b>Not all is listed yet.</b> ")
                    .raw("This was evaluated from what was seen so far: what is not here may still come.</p>\n");
        }
    }

    private static void head(Html html, Standing standing, String left) {
        html.raw("<section class=\"phase ").raw(standing.style()).raw("\">\n<h2><small>Left to move</small> ");
        html.raw("<span class=\"mark\" aria-hidden=\"true\">").raw(standing.mark());
        html.raw("</span>").text(left).raw("</h2>\n");
    }

    /** In place of the table of nodes, while there are none. */
    static void noNodes(Html html, ClusterView view) {
        html.raw("<p class=\"gap\">");
        if (view.readiness().evidence().nodes() instanceof Observed.Missing<?> missing) {
            html.raw("Nodes are not to be seen: ").text(missing.text()).raw(".");
        } else {
            html.raw(view.isPart() ? "No node belongs to this part." : "The API server lists no Node.");
        }
        html.raw("</p>\n");
    }

    /** Which part of the cluster this is, if it is not the whole. */
    static void part(Html html, ClusterView view) {
        Shard shard = view.shard();
        if (shard.total() == 1) {
            return;
        }
        var all = view.readiness().evidence().nodes().orNull();
        html.raw("<p><b>Part ").number(shard.index() + 1).raw(" of ").number(shard.total());
        html.raw("</b> (shard ").number(shard.index()).raw("): ");
        html.text(ClusterStanding.nodes(view.rows().size()));
        if (all != null) {
            html.raw(" of ").number(all.size());
        }
        html.raw(", and the workloads that belong to this part. The other shards' pages show the rest");
        html.raw(shard.isFirst() ? ".</p>\n" : "; shard 0 judges the cluster as a whole.</p>\n");
    }

    private static void facts(Html html, ClusterView view, Instant now) {
        html.raw("<dl>");
        Observed<Version> server = view.readiness().server();
        Version version = server.orNull();
        fact(html, "API server", version == null ? "version unknown" : version.toString());
        if (!view.rows().isEmpty()) {
            fact(html, "Runtimes", counts(view, row -> runtime(row)));
            fact(
                    html,
                    "Kubelets",
                    counts(
                            view,
                            row -> row.kubelet() == null
                                    ? "unknown"
                                    : row.kubelet().toString()));
            fact(html, "Confidence", confidence(view));
            long agents =
                    view.rows().stream().filter(row -> row.readiness().agent()).count();
            fact(
                    html,
                    "Agents",
                    agents + " of " + ClusterStanding.nodes(view.rows().size())
                            + (agents == 0 ? "" : "; they see more of their nodes than is told here"));
        }
        html.raw("<div><dt>Evaluated</dt><dd>");
        TimeText.write(html, view.readiness().at(), now);
        html.raw("</dd></div></dl>\n");
    }

    private static void fact(Html html, String name, String text) {
        html.raw("<div><dt>").raw(name).raw("</dt><dd>").text(text).raw("</dd></div>\n");
    }

    static String runtime(NodeRow row) {
        return row.runtimeName() + (row.runtimeVersion() == null ? "" : " " + row.runtimeVersion());
    }

    private static String confidence(ClusterView view) {
        Map<Confidence, Integer> counts = new TreeMap<>();
        view.rows().forEach(row -> counts.merge(row.readiness().confidence(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> switch (entry.getKey()) {
                    case OBSERVED -> entry.getValue() + " observed";
                    case INFERRED -> entry.getValue() + " inferred from what Nodes tell and from versions";
                    case NONE -> entry.getValue() + " unknown";
                })
                .collect(Collectors.joining(", "));
    }

    /** The most frequent first. */
    private static String counts(ClusterView view, Function<NodeRow, @Nullable String> value) {
        Map<String, Integer> counts = new TreeMap<>();
        for (NodeRow row : view.rows()) {
            String text = value.apply(row);
            counts.merge(text == null ? "unknown" : text, 1, Integer::sum);
        }
        String told = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOLD)
                .map(entry -> entry.getKey() + " on " + entry.getValue())
                .collect(Collectors.joining(", "));
        return counts.size() > TOLD ? told + ", and " + (counts.size() - TOLD) + " more" : told;
    }
}
