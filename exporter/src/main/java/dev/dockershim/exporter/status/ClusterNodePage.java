package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A node as the API server shows it: its phase, its checks, and its pods that need Docker. */
final class ClusterNodePage {

    private static final int PODS = 50;

    private ClusterNodePage() {}

    static void write(Html html, ClusterView view, String name, Instant now) {
        html.raw("<h1><small>Node</small> ").text(name).raw("</h1>\n");
        NodeRow row = view.rows().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (row == null) {
            absent(html, view, name, now);
            return;
        }
        phase(html, view, row, now);
        CheckSections.write(html, row.readiness().results());
        pods(html, view, name);
        ClusterEvidenceSection.write(html, view);
    }

    private static void absent(Html html, ClusterView view, String name, Instant now) {
        html.raw("<section class=\"phase unknown\">\n<h2><small>Phase</small> ")
                .raw("<span class=\"mark\" aria-hidden=\"true\">?</span>not known</h2>\n");
        ClusterSection.doubt(html, view, now);
        if (view.readiness().evidence().nodes() instanceof Missing<?> missing) {
            html.raw("<p>Nodes are not to be seen: ").text(missing.text()).raw(".</p>\n");
        } else if (view.isListed(name)) {
            Shard shard = view.shard();
            int other = 0;
            while (!new Shard(other, shard.total()).has(name) && other < shard.total() - 1) {
                other++;
            }
            html.raw("<p>This node belongs to another part: shard ")
                    .number(other)
                    .raw(" of ")
                    .number(shard.total())
                    .raw(" tells of it.</p>\n");
        } else {
            html.raw("<p>The API server listed no Node of this name.</p>\n");
        }
        html.raw("</section>\n");
    }

    private static void phase(Html html, ClusterView view, NodeRow row, Instant now) {
        Standing standing = row.standing();
        html.raw("<section class=\"phase ").raw(standing.style()).raw("\">\n<h2><small>Phase</small> ");
        html.raw("<span class=\"mark\" aria-hidden=\"true\">").raw(standing.mark());
        html.raw("</span>").text(row.phase().label());
        html.raw("</h2>\n");
        html.element("p", PhaseSection.meaning(row.phase(), view.acceptCriDockerd()))
                .raw("\n");
        ClusterSection.doubt(html, view, now);
        if (row.readiness().agent()) {
            html.raw(
                            "<p>An agent runs on this node and speaks for it: it sees what no API server shows, and its own page")
                    .raw(" may know better than this one.</p>\n");
        }
        PhaseWay.write(html, row.phase());
        html.element("p class=\"sum\"", row.checks().sentence()).raw("\n<dl>");
        NodeObject object = row.object();
        fact(html, "Confidence", PhaseSection.confidence(row.readiness().confidence()));
        html.raw("<div><dt>Since</dt><dd>");
        Instant since = row.since();
        if (since == null) {
            html.raw("before this watcher started; since when is not known");
        } else {
            TimeText.write(html, since, now);
        }
        html.raw("</dd></div>\n<div><dt>Evaluated</dt><dd>");
        TimeText.write(html, view.readiness().at(), now);
        html.raw("</dd></div>\n");
        fact(html, "Runtime", ClusterSection.runtime(row));
        fact(html, "Kubelet", row.kubelet() == null ? "unknown" : row.kubelet().toString());
        fact(html, "Ready", object.ready() == null ? "unknown" : object.ready() ? "yes" : "no");
        fact(html, "Cordoned", object.unschedulable() ? "yes" : "no");
        fact(html, "Pods", count(row.pods()));
        fact(html, "Evictable", count(row.evictable()));
        fact(html, "Told by", row.readiness().agent() ? "its agent" : "this watcher");
        html.raw("</dl>\n</section>\n");
    }

    private static void fact(Html html, String name, String text) {
        html.raw("<div><dt>").raw(name).raw("</dt><dd>").text(text).raw("</dd></div>\n");
    }

    private static String count(int count) {
        return count < 0 ? "unknown" : Integer.toString(count);
    }

    private static void pods(Html html, ClusterView view, String name) {
        Observed<List<ClusterPod>> seen = view.readiness().evidence().pods();
        if (seen instanceof Missing<?> missing) {
            html.raw("<section><h2>Pods here that need Docker <small>unknown</small></h2>\n<p class=\"gap\">")
                    .text(missing.text())
                    .raw("</p></section>\n");
            return;
        }
        List<ClusterPod> all = seen.orNull();
        List<PodRow> rows = (all == null ? List.<ClusterPod>of() : all)
                .stream()
                        .filter(pod -> pod.node().equals(name) && pod.concernsDocker() && !pod.finished())
                        .map(pod -> PodRow.of(view, pod))
                        .filter(row -> !row.uses().isEmpty())
                        .sorted(Comparator.comparing(PodRow::name))
                        .toList();
        html.raw("<section><h2>Pods here that need Docker <small>")
                .number(rows.size())
                .raw("</small></h2>\n");
        if (rows.isEmpty()) {
            html.raw("<p class=\"dim\">None of the pods that were seen on this node.</p>");
        } else {
            html.raw("<table class=\"wide loads\"><thead><tr><th scope=\"col\">Pod</th><th scope=\"col\">Workload</th>")
                    .raw("<th scope=\"col\">Type</th><th scope=\"col\">Uses</th></tr></thead><tbody>\n");
            rows.stream().limit(PODS).forEach(row -> {
                html.raw("<tr>")
                        .element("th scope=\"row\"", row.name())
                        .element("td", row.workload().name());
                html.element("td", row.workload().type())
                        .element("td", row.uses())
                        .raw("</tr>\n");
            });
            html.raw("</tbody></table>\n");
            if (rows.size() > PODS) {
                html.raw("<p class=\"dim\">And ").number(rows.size() - PODS).raw(" more.</p>");
            }
        }
        html.raw("</section>\n");
    }

    private record PodRow(String name, Workload workload, String uses) {

        static PodRow of(ClusterView view, ClusterPod pod) {
            WorkloadFindings found = WorkloadFindings.of(List.of(pod.spec()), WorkloadFindings.CAP);
            String uses = found.access().stream()
                    .map(access -> WorkloadTables.word(access.method()))
                    .collect(Collectors.joining(", "));
            String vendors = found.agents().stream()
                    .map(agent -> agent.vendor() + " agent, " + agent.verdict().label())
                    .collect(Collectors.joining(", "));
            return new PodRow(
                    pod.namespace() + "/" + pod.name(),
                    view.readiness().evidence().owners().workloadOf(pod),
                    uses + (uses.isEmpty() || vendors.isEmpty() ? "" : ", ") + vendors);
        }
    }
}
