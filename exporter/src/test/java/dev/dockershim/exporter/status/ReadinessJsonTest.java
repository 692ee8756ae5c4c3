package dev.dockershim.exporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.ServedSeries.By;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReadinessJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = schema();

    static Stream<NodeReadiness> samples() {
        return StatusPageSamples.all().values().stream();
    }

    /** Every word of every closed set. */
    static Stream<NodeReadiness> words() {
        Stream<NodeReadiness> phases = Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Confidence.values())
                        .map(confidence -> new NodeReadiness(
                                StatusPageSamples.containerd(), phase, confidence, null, everyCheck())));
        Stream<NodeReadiness> runtimes = Arrays.stream(RuntimeName.Kind.values())
                .map(kind -> of(StatusPageSamples.evidence(new Version(1, 27, 0), new RuntimeName(kind, null), null)));
        Stream<NodeReadiness> reasons =
                Arrays.stream(Reason.values()).map(reason -> of(with(Observed.missing(reason, "why"))));
        List<ServedSeries.One> all = Arrays.stream(By.values())
                .map(by -> new ServedSeries.One("container_fs_usage_bytes", by))
                .toList();
        return Stream.of(
                        phases,
                        runtimes,
                        reasons,
                        Stream.of(
                                of(with(Observed.seen(new ServedSeries(all, true)))),
                                of(with(Observed.seen(new ServedSeries(all, false))))))
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource({"samples", "words"})
    void isAsItsSchemaSays(NodeReadiness readiness) {
        assertThat(errors(text(readiness))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phase",
                "confidence",
                "observer",
                "schemaVersion",
                "evaluatedAt",
                "kubeletVersion",
                "checks",
                "evidence"
            })
    void theSchemaRefusesOtherWordsOrNone(String field) {
        ObjectNode wrong = tree(StatusPageSamples.dockershim());
        wrong.put(field, "something");
        ObjectNode none = tree(StatusPageSamples.dockershim());
        none.remove(field);
        ObjectNode more = tree(StatusPageSamples.dockershim());
        more.put(field + "Too", 1);

        assertThat(errors(wrong.toString())).isNotEmpty();
        assertThat(errors(none.toString())).isNotEmpty();
        assertThat(errors(more.toString())).isNotEmpty();
    }

    @Test
    void tellsAllOfAnEvaluation() {
        JsonNode json = tree(StatusPageSamples.dockershim());

        assertThat(json.get("node").asString()).isEqualTo("worker-7");
        assertThat(json.get("evaluatedAt").asString()).isEqualTo("2026-11-23T21:29:26Z");
        assertThat(json.get("phase").asString()).isEqualTo("dockershim");
        assertThat(json.get("phaseSince").asString()).isEqualTo("2026-11-22T19:30:08Z");
        assertThat(json.get("runtime").toString()).isEqualTo("{\"name\":\"docker\",\"version\":\"20.10.7\"}");
        assertThat(json.get("kubeletVersion").asString()).isEqualTo("1.23.17");
        assertThat(json.get("summary").toString())
                .isEqualTo("{\"total\":20,\"pass\":11,\"blockers\":5,\"warnings\":1,\"infos\":1,\"unknown\":2}");
        assertThat(json.get("checks").get(0).toString())
                .isEqualTo("{\"id\":\"RT-01\",\"name\":\"runtime-name\",\"severity\":\"blocker\","
                        + "\"section\":\"Find Out What Container Runtime is Used on a Node\",\"guideUrl\":"
                        + "\"https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/"
                        + "find-out-runtime-you-use/\",\"title\":\"The node's runtime is not Docker by dockershim.\","
                        + "\"status\":\"fail\","
                        + "\"detail\":\"The runtime is Docker and the kubelet's endpoint is dockershim's.\","
                        + "\"remedy\":\"Check the kubelet's endpoint; a node that does not use dockershim is not"
                        + " affected.\"}");
        assertThat(json.get("evidence").get(0).toString())
                .isEqualTo("{\"source\":\"E1\",\"title\":\"Node object\",\"available\":true,\"reason\":null,"
                        + "\"text\":null}");
        assertThat(json.get("series").get(0).toString())
                .isEqualTo("{\"metric\":\"container_fs_usage_bytes\",\"by\":\"bridge\"}");
    }

    @Test
    void leavesOpenWhatIsNotKnown() {
        JsonNode json = tree(StatusPageSamples.unknown());

        assertThat(json.get("phaseSince").isNull()).isTrue();
        assertThat(json.get("kubeletVersion").isNull()).isTrue();
        assertThat(json.get("runtime").toString()).isEqualTo("{\"name\":\"unknown\",\"version\":null}");
        assertThat(json.get("series").isEmpty()).isTrue();
        assertThat(json.get("evidence")).hasSize(EvidenceSource.values().length);
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void everySectionIsInTheSchema(Section section) {
        Result result = new Result(
                StatusPageSamples.check("WL-02-B", "a", Severity.INFO, section, "t", "r"), new Verdict.Pass(""));
        assertThat(errors(text(new NodeReadiness(
                        StatusPageSamples.containerd(), Phase.MIGRATED, Confidence.NONE, null, List.of(result)))))
                .isEmpty();
    }

    @Test
    void saysIfNothingIsEvaluatedYet() {
        assertThat(JSON.readTree(ReadinessJson.notEvaluated()).toString())
                .isEqualTo("{\"error\":\"not evaluated yet\"}");
    }

    private static List<Result> everyCheck() {
        return Arrays.stream(Severity.values())
                .flatMap(severity -> Stream.of(new Verdict.Pass("p"), new Verdict.Fail("f"), new Verdict.Unknown("u"))
                        .map(verdict -> StatusPageSamples.result(severity, verdict)))
                .toList();
    }

    private static NodeReadiness of(NodeEvidence evidence) {
        return StatusPageSamples.at(Phase.UNKNOWN, Confidence.NONE, evidence, List.of());
    }

    private static NodeEvidence with(Observed<ServedSeries> series) {
        NodeEvidence base = StatusPageSamples.containerd();
        return new NodeEvidence(
                base.at(),
                base.kubeletVersion(),
                base.node(),
                base.process(),
                base.files(),
                base.configz(),
                base.cri(),
                base.docker(),
                base.dockerConfig(),
                base.containerd(),
                base.cni(),
                base.scripts(),
                base.pods(),
                series,
                base.podRuntime());
    }

    private static String text(NodeReadiness readiness) {
        return new String(ReadinessJson.of("worker-7", readiness), StandardCharsets.UTF_8);
    }

    private static ObjectNode tree(NodeReadiness readiness) {
        return (ObjectNode) JSON.readTree(text(readiness));
    }

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("../docs/readiness.schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
