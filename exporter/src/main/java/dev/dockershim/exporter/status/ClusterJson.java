package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.status.ClusterAnswer.Kind;
import dev.dockershim.exporter.status.WorkloadRows.AccessRow;
import dev.dockershim.exporter.status.WorkloadRows.VendorRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's evaluation as JSON; docs/cluster-readiness.schema.json is its form, docs/api.md tells what it means.
 *
 * <p>Nodes come in pages of {@code limit} (0 to {@value #MAX_LIMIT}), each ending with a {@code continue} for the next
 * one, so that no answer is larger than some hundred kilobytes. It is the name of the last node: it holds across
 * evaluations, and a node that comes or goes meanwhile moves no other one to another page. With {@code node} the answer
 * is that node, with its checks whole.
 */
public final class ClusterJson {

    /** Nodes of a page if nothing else is said. */
    static final int LIMIT = 500;

    static final int MAX_LIMIT = 1000;

    private static final int MAX_DIGITS = 4;

    private ClusterJson() {}

    /**
     * Answers a request.
     *
     * @param query the request's parameters: {@code limit}, {@code continue}, {@code node}; others do not count
     */
    public static ClusterAnswer of(ClusterState state, Instant now, Map<String, String> query) {
        ClusterReadiness last = state.last();
        if (last == null) {
            return error(Kind.NOT_YET, state.synced() ? "not evaluated yet" : "not listed yet");
        }
        ClusterView view = ClusterView.of(state, last, now);
        String node = query.getOrDefault("node", "");
        if (!node.isEmpty()) {
            return node(view, state.synced(), node);
        }
        int limit = limit(query.getOrDefault("limit", Integer.toString(LIMIT)));
        if (limit < 0) {
            return error(Kind.INVALID, "limit must be a number from 0 to " + MAX_LIMIT);
        }
        return cluster(view, state.synced(), limit, query.getOrDefault("continue", ""));
    }

    private static ClusterAnswer cluster(ClusterView view, boolean synced, int limit, String after) {
        List<NodeRow> rest = view.rows().stream()
                .filter(row -> row.name().compareTo(after) > 0)
                .toList();
        List<NodeRow> page = rest.stream().limit(limit).toList();
        Map<String, @Nullable Object> document = head(view, synced);
        document.put(
                "serverVersion", ReadinessJson.text(view.readiness().server().orNull()));
        document.put("summary", summary(view));
        document.put("checks", view.checks().stream().map(ClusterJson::check).toList());
        WorkloadRows workloads = view.workloads();
        document.put(
                "workloads",
                workloads.known()
                        ? workloads.access().stream().map(ClusterJson::workload).toList()
                        : null);
        document.put(
                "agents",
                workloads.known()
                        ? workloads.agents().stream().map(ClusterJson::agent).toList()
                        : null);
        document.put("evidence", evidence(view.readiness().evidence()));
        document.put(
                "nodes",
                view.readiness().evidence().nodes().orNull() == null
                        ? null
                        : page.stream().map(ClusterJson::compact).toList());
        document.put(
                "continue",
                page.isEmpty() || page.size() == rest.size()
                        ? null
                        : page.get(page.size() - 1).name());
        return new ClusterAnswer(Kind.DOCUMENT, ReadinessJson.bytes(document));
    }

    private static ClusterAnswer node(ClusterView view, boolean synced, String name) {
        NodeRow row = view.rows().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (row == null) {
            return error(
                    Kind.NO_SUCH_NODE,
                    view.readiness().evidence().nodes().orNull() == null
                            ? "nodes are not to be seen"
                            : view.isListed(name) ? "another shard tells of this node" : "no such node");
        }
        Map<String, @Nullable Object> document = head(view, synced);
        document.putAll(told(row));
        document.put(
                "checks",
                row.readiness().results().stream().map(ReadinessJson::object).toList());
        document.put("evidence", evidence(view.readiness().evidence()));
        return new ClusterAnswer(Kind.DOCUMENT, ReadinessJson.bytes(document));
    }

    private static Map<String, @Nullable Object> head(ClusterView view, boolean synced) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", ReadinessJson.SCHEMA_VERSION);
        document.put("observer", "watcher");
        document.put("evaluatedAt", view.readiness().at().toString());
        document.put("synced", synced);
        document.put("stale", view.stale());
        document.put("shard", shard(view.shard()));
        return document;
    }

    private static Map<String, Object> shard(Shard shard) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("index", shard.index());
        object.put("total", shard.total());
        return object;
    }

    /** Numbers are null where nodes, or workloads, were not to be seen. */
    private static Map<String, @Nullable Object> summary(ClusterView view) {
        boolean seen = view.readiness().evidence().nodes().orNull() != null;
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("nodes", seen ? view.rows().size() : null);
        object.put("left", seen ? view.left() : null);
        Map<String, Object> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            phases.put(phase.label(), view.in(phase));
        }
        object.put("phases", seen ? phases : null);
        object.put(
                "agentNodes",
                seen
                        ? view.rows().stream()
                                .filter(row -> row.readiness().agent())
                                .count()
                        : null);
        WorkloadRows workloads = view.workloads();
        object.put("workloads", workloads.known() ? workloads.access().size() : null);
        object.put("workloadFindingsDropped", workloads.accessDropped());
        object.put("agents", workloads.known() ? workloads.agents().size() : null);
        object.put("agentFindingsDropped", workloads.agentsDropped());
        return object;
    }

    private static Map<String, @Nullable Object> check(CheckCount count) {
        Verdict cluster = count.cluster();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.putAll(ReadinessJson.info(count.check()));
        object.put("status", count.fails() ? "fail" : count.isOpen() ? "unknown" : "pass");
        object.put("clusterStatus", cluster == null ? null : ReadinessJson.status(cluster));
        object.put("detail", cluster == null ? null : cluster.detail());
        object.put("nodesFailing", count.failing());
        object.put("nodesUnknown", count.unknown());
        object.put("nodesPassing", count.passing());
        object.put("remedy", count.check().remedy());
        return object;
    }

    private static Map<String, @Nullable Object> workload(AccessRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("namespace", row.workload().namespace());
        object.put("workload", row.workload().name());
        object.put("workloadType", row.workload().type());
        object.put(
                "methods", row.methods().stream().map(method -> method.label()).toList());
        object.put("pods", count(row.pods()));
        object.put("whole", row.whole());
        return object;
    }

    private static Map<String, @Nullable Object> agent(VendorRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("namespace", row.namespace());
        object.put("workload", row.workload());
        object.put("vendor", row.vendor());
        object.put("verdict", row.verdict().label());
        object.put("pods", count(row.pods()));
        object.put("whole", row.whole());
        return object;
    }

    private static List<Map<String, @Nullable Object>> evidence(ClusterEvidence evidence) {
        return ClusterGaps.of(evidence).stream()
                .map(item -> {
                    Map<String, @Nullable Object> object = new LinkedHashMap<>();
                    Missing<?> missing = item.observed() instanceof Missing<?> gap ? gap : null;
                    object.put("source", item.resource());
                    object.put("available", missing == null);
                    object.put("reason", missing == null ? null : ReadinessJson.word(missing.reason()));
                    object.put("text", missing == null ? null : missing.text());
                    return object;
                })
                .toList();
    }

    private static Map<String, @Nullable Object> compact(NodeRow row) {
        Map<String, @Nullable Object> object = told(row);
        object.put("failing", ids(row, Verdict.Fail.class));
        object.put("unknown", ids(row, Verdict.Unknown.class));
        return object;
    }

    /** What is told of a node alone and among others. */
    private static Map<String, @Nullable Object> told(NodeRow row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Instant since = row.since();
        object.put("node", row.name());
        object.put("toldBy", row.readiness().agent() ? "agent" : "watcher");
        object.put("phase", row.phase().label());
        object.put("confidence", ReadinessJson.word(row.readiness().confidence()));
        object.put("phaseSince", since == null ? null : since.toString());
        object.put("runtime", ReadinessJson.object(row.object().runtime()));
        object.put("kubeletVersion", ReadinessJson.text(row.kubelet()));
        object.put("os", row.object().os());
        object.put("ready", row.object().ready());
        object.put("cordoned", row.object().unschedulable());
        object.put("controlPlane", row.readiness().node().controlPlane());
        object.put("pods", count(row.pods()));
        object.put("evictablePods", count(row.evictable()));
        object.put("summary", ReadinessJson.object(row.checks()));
        return object;
    }

    private static List<String> ids(NodeRow row, Class<? extends Verdict> kind) {
        return row.readiness().results().stream()
                .filter(result -> kind.isInstance(result.verdict()))
                .map(Result::check)
                .map(check -> check.id())
                .toList();
    }

    private static @Nullable Integer count(int count) {
        return count < 0 ? null : count;
    }

    private static int limit(String text) {
        boolean number =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = number ? Integer.parseInt(text) : -1;
        return limit > MAX_LIMIT ? -1 : limit;
    }

    private static ClusterAnswer error(Kind kind, String why) {
        return new ClusterAnswer(kind, ReadinessJson.bytes(Map.of("error", why)));
    }
}
