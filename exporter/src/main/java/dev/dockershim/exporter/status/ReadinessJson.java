package dev.dockershim.exporter.status;

import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.EvidenceItem;
import dev.dockershim.exporter.readiness.EvidenceList;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** An evaluation as JSON, whole; docs/readiness.schema.json is its form, docs/api.md tells what it means. */
public final class ReadinessJson {

    /** Grows when a field changes its meaning or goes, not when one is added. */
    static final int SCHEMA_VERSION = 1;

    private static final ObjectWriter JSON = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private ReadinessJson() {}

    /** An agent's evaluation of its node. */
    public static byte[] of(String node, NodeReadiness readiness) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", SCHEMA_VERSION);
        document.put("node", node);
        document.put("observer", "agent");
        document.put("evaluatedAt", readiness.evidence().at().toString());
        document.put("phase", readiness.phase().label());
        document.put("confidence", word(readiness.confidence()));
        document.put(
                "phaseSince",
                readiness.phaseSince() == null ? null : readiness.phaseSince().toString());
        document.put("summary", object(CheckSummary.of(readiness.results())));
        document.put("runtime", object(RuntimeInUse.told(readiness.evidence())));
        document.put("kubeletVersion", text(KubeletVersions.of(readiness.evidence())));
        document.put(
                "checks",
                readiness.results().stream().map(ReadinessJson::object).toList());
        document.put(
                "evidence",
                EvidenceList.of(readiness.evidence()).stream()
                        .map(ReadinessJson::object)
                        .toList());
        document.put("series", series(readiness.evidence().series().orNull()));
        return bytes(document);
    }

    /** In place of it before the first evaluation. */
    public static byte[] notEvaluated() {
        return bytes(Map.of("error", "not evaluated yet"));
    }

    static Map<String, Object> object(CheckSummary summary) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("total", summary.total());
        object.put("pass", summary.pass());
        object.put("blockers", summary.blockers());
        object.put("warnings", summary.warnings());
        object.put("infos", summary.infos());
        object.put("unknown", summary.unknown());
        return object;
    }

    static Map<String, @Nullable Object> object(RuntimeName runtime) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", runtime.kind().label());
        object.put("version", text(runtime.version()));
        return object;
    }

    static Map<String, Object> object(Result result) {
        Map<String, Object> object = info(result.check());
        object.put("status", status(result.verdict()));
        object.put("detail", result.verdict().detail());
        object.put("remedy", result.check().remedy());
        return object;
    }

    /** What a check is about. */
    static Map<String, Object> info(CheckInfo check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", check.id());
        object.put("name", check.name());
        object.put("severity", check.severity().label());
        object.put("section", check.section().title());
        object.put("guideUrl", check.section().url());
        object.put("title", check.title());
        return object;
    }

    private static Map<String, @Nullable Object> object(EvidenceItem item) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("source", item.source().name());
        object.put("title", item.source().title());
        object.put("available", item.available());
        object.put("reason", item.reason() == null ? null : word(item.reason()));
        object.put("text", item.text());
        return object;
    }

    private static List<Map<String, Object>> series(@Nullable ServedSeries served) {
        return served == null
                ? List.of()
                : served.series().stream().map(ReadinessJson::object).toList();
    }

    private static Map<String, Object> object(ServedSeries.One one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("metric", one.metric());
        object.put("by", word(one.by()));
        return object;
    }

    static String status(Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return "pass";
        }
        return verdict instanceof Verdict.Fail ? "fail" : "unknown";
    }

    /** As in labels: {@code not-configured}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable String text(@Nullable Version version) {
        return version == null ? null : version.toString();
    }

    static byte[] bytes(Map<String, ?> document) {
        return (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
