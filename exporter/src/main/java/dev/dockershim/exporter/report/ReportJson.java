package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report for programs, whole whatever its length: {@code docs/report.schema.json}. */
final class ReportJson {

    /** Goes up with each change that a reader of the last one would not understand. */
    private static final int SCHEMA_VERSION = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    static String write(Report report) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", SCHEMA_VERSION);
        document.put(
                "evaluatedAt",
                report.readiness().at().truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("serverVersion", text(report.readiness().server().orNull()));
        document.put("exitCode", report.exitCode());
        document.put("upgrade", report.upgrade() == null ? null : upgrade(report.upgrade()));
        document.put("summary", summary(report));
        document.put("nodes", list(report.readiness().nodes(), ReportJson::node));
        document.put("failing", list(report.failing(), ReportJson::check));
        document.put("unknown", list(report.unknown(), ReportJson::check));
        document.put("workloads", report.workloads() == null ? null : list(report.workloads(), ReportJson::workload));
        document.put("agents", report.agents() == null ? null : list(report.agents(), ReportJson::agent));
        document.put("findingsDropped", report.dropped());
        document.put("gaps", list(report.gaps(), ReportJson::gap));
        document.put("plan", list(report.plan().nodes(), ReportJson::planned));
        return JSON.writeValueAsString(document) + "\n";
    }

    private static Map<String, @Nullable Object> upgrade(Upgrade upgrade) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("version", upgrade.question().version());
        object.put("controlPlaneOnly", upgrade.question().controlPlaneOnly());
        object.put(
                "assumed",
                upgrade.question().assumed().stream()
                        .map(UpgradeQuestion.Assumption::label)
                        .sorted()
                        .toList());
        object.put("answer", upgrade.answer().label());
        object.put("scope", Upgrade.SCOPE);
        object.put("notLookedAt", Upgrade.NOT_LOOKED_AT);
        object.put(
                "findings",
                list(
                        upgrade.findings(),
                        finding -> map(
                                "rule", finding.rule().label(),
                                "weight", finding.weight().label(),
                                "text", finding.text(),
                                "source", finding.rule().source(),
                                "nodes", finding.nodes())));
        return object;
    }

    private static Map<String, @Nullable Object> summary(Report report) {
        List<ClusterNodeReadiness> nodes = report.readiness().nodes();
        Map<String, @Nullable Object> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            phases.put(
                    phase.label(),
                    nodes.stream().filter(node -> node.phase() == phase).count());
        }
        boolean known = report.readiness().evidence().nodes().orNull() != null;
        return map("nodes", known ? nodes.size() : null, "phases", known ? phases : null);
    }

    private static Map<String, @Nullable Object> node(ClusterNodeReadiness node) {
        RuntimeName runtime = node.node().object().runtime();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", node.node().name());
        object.put("phase", node.phase().label());
        object.put("confidence", word(node.confidence()));
        object.put("runtime", map("name", runtime.kind().label(), "version", text(runtime.version())));
        object.put("kubeletVersion", text(node.node().object().kubelet()));
        object.put("os", node.node().object().os());
        object.put("distribution", word(node.node().distribution()));
        object.put("controlPlane", node.node().controlPlane());
        object.put("agent", node.agent());
        return object;
    }

    private static Map<String, @Nullable Object> check(CheckRow row) {
        CheckInfo check = row.check();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", check.id());
        object.put("name", check.name());
        object.put("severity", check.severity().label());
        object.put("guideUrl", check.section().url());
        object.put("title", check.title());
        object.put("detail", row.detail());
        object.put("remedy", check.remedy());
        object.put("nodes", row.nodes());
        return object;
    }

    private static Map<String, @Nullable Object> workload(WorkloadRow row) {
        return map(
                "namespace", row.workload().namespace(),
                "name", row.workload().name(),
                "type", row.workload().type(),
                "methods", row.methods().stream().map(Method::label).toList(),
                "breaks", row.breaks(),
                "pods", row.pods());
    }

    private static Map<String, @Nullable Object> agent(AgentRow row) {
        return map(
                "namespace", row.namespace(),
                "name", row.workload(),
                "vendor", row.vendor(),
                "verdict", row.verdict().label(),
                "pods", row.pods());
    }

    private static Map<String, @Nullable Object> gap(Gap gap) {
        return map(
                "apiGroup", gap.group(),
                "resource", gap.resource(),
                "reason", word(gap.reason()),
                "text", gap.text());
    }

    private static Map<String, @Nullable Object> planned(PlannedNode node) {
        return map(
                "node", node.name(),
                "stage", node.stage().label(),
                "blockers", list(node.blockers(), ReportJson::blocker),
                "drain", node.drain() == null ? null : drain(node.drain()),
                "steps", list(node.steps(), ReportJson::step));
    }

    private static Map<String, @Nullable Object> blocker(Result result) {
        return map(
                "id", result.check().id(),
                "detail", result.verdict().detail());
    }

    private static Map<String, @Nullable Object> drain(Drain drain) {
        return map(
                "evictable", drain.evictable(),
                "budgets", drain.budgets(),
                "singletons", drain.singletons(),
                "bare", drain.bare(),
                "localData", drain.localData());
    }

    private static Map<String, @Nullable Object> step(Step step) {
        return map(
                "where", step.where().label(),
                "title", step.title(),
                "notes", step.notes(),
                "commands", step.commands());
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... entries) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return map;
    }

    private static <T> List<Map<String, @Nullable Object>> list(
            List<T> from, Function<? super T, Map<String, @Nullable Object>> to) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>(from.size());
        from.forEach(one -> list.add(to.apply(one)));
        return list;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String text(@Nullable Version version) {
        return version == null ? null : version.toString();
    }
}
