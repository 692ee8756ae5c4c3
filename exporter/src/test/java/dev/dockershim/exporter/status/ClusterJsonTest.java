package dev.dockershim.exporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.status.ClusterAnswer.Kind;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ClusterJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = schema();
    private static final String MASTER = "master-0.example.internal";

    static Stream<ClusterReadiness> samples() {
        ClusterReadiness going = ClusterSamples.going();
        return Stream.of(
                going,
                ClusterSamples.done(),
                ClusterSamples.forbidden(),
                ClusterSamples.cluster(List.of(), List.of(), List.of()),
                ClusterSamples.cluster(
                        new Shard(1, 3),
                        going.nodes(),
                        going.nodes().subList(3, 9),
                        List.of(),
                        ClusterSamples.found(ClusterSamples.PODS),
                        ClusterSamples.forbidden("templates")),
                ClusterSamples.cluster(
                        Shard.ALL,
                        going.nodes(),
                        going.nodes(),
                        List.of(),
                        Observed.missing(Reason.PENDING, "pods are being listed"),
                        ClusterSamples.found(ClusterSamples.TEMPLATES)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isAsItsSchemaSays(ClusterReadiness readiness) {
        assertThat(errors(text(readiness, Map.of()))).isEmpty();
        for (ClusterNodeReadiness node : readiness.nodes().stream().limit(12).toList()) {
            assertThat(errors(text(readiness, Map.of("node", node.node().name()))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "observer",
                "synced",
                "stale",
                "shard",
                "evaluatedAt",
                "summary",
                "checks",
                "workloads",
                "agents",
                "evidence",
                "nodes"
            })
    void theSchemaRefusesOtherWordsOrNone(String field) {
        ObjectNode wrong = tree(ClusterSamples.going(), Map.of());
        wrong.put(field, "something");
        ObjectNode none = tree(ClusterSamples.going(), Map.of());
        none.remove(field);
        ObjectNode more = tree(ClusterSamples.going(), Map.of());
        more.put(field + "Too", 1);

        assertThat(errors(wrong.toString())).isNotEmpty();
        assertThat(errors(none.toString())).isNotEmpty();
        assertThat(errors(more.toString())).isNotEmpty();
    }

    @Test
    void tellsTheClusterInShort() {
        JsonNode json = tree(ClusterSamples.going(), Map.of());

        assertThat(json.get("summary").toString())
                .isEqualTo("{\"nodes\":40,\"left\":23,\"phases\":{\"unsupported\":1,\"unknown\":1,\"dockershim\":13,"
                        + "\"draining\":5,\"migrating\":4,\"cri-dockerd\":4,\"migrated\":12},\"agentNodes\":12,"
                        + "\"workloads\":4,\"workloadFindingsDropped\":0,\"agents\":1,\"agentFindingsDropped\":0}");
        assertThat(json.get("serverVersion").asString()).isEqualTo("1.23.17");
        assertThat(json.get("shard").toString()).isEqualTo("{\"index\":0,\"total\":1}");
        assertThat(json.get("synced").asBoolean()).isTrue();
        assertThat(json.get("stale").asBoolean()).isFalse();
        assertThat(json.get("continue").isNull()).isTrue();
        JsonNode check = json.get("checks").get(0);
        assertThat(check.get("id").asString()).isEqualTo("CL-01");
        assertThat(check.get("status").asString()).isEqualTo("fail");
        assertThat(check.get("clusterStatus").asString()).isEqualTo("fail");
        assertThat(json.get("workloads").get(0).toString())
                .isEqualTo("{\"namespace\":\"batch\",\"workload\":\"nightly-images\",\"workloadType\":\"cronjob\","
                        + "\"methods\":[\"socket\",\"cli\"],\"pods\":0,\"whole\":true}");
        assertThat(json.get("agents").get(0).toString())
                .isEqualTo("{\"namespace\":\"monitoring\",\"workload\":\"datadog-agent\",\"vendor\":\"datadog\","
                        + "\"verdict\":\"confirmed\",\"pods\":1,\"whole\":true}");
        JsonNode node = json.get("nodes").get(0);
        assertThat(node.get("node").asString()).isEqualTo(MASTER);
        assertThat(node.get("failing").toString()).isEqualTo("[\"RT-01\"]");
        assertThat(node.get("unknown").toString()).isEqualTo("[\"CN-05\"]");
        assertThat(node.get("summary").get("blockers").asInt()).isEqualTo(1);
    }

    @Test
    void aNumberThatIsNotKnownIsNotZero() {
        JsonNode json = tree(ClusterSamples.forbidden(), Map.of());

        for (String field : List.of("nodes", "left", "phases", "agentNodes", "workloads", "agents")) {
            assertThat(json.get("summary").get(field).isNull()).as(field).isTrue();
        }
        for (String field : List.of("serverVersion", "workloads", "agents", "nodes", "continue")) {
            assertThat(json.get(field).isNull()).as(field).isTrue();
        }
        assertThat(json.get("evidence")).allSatisfy(item -> {
            assertThat(item.get("available").asBoolean()).isFalse();
            assertThat(item.get("reason").asString()).isEqualTo("forbidden");
        });
        JsonNode unknown = tree(ClusterSamples.going(), Map.of("node", "worker-10.example.internal"));
        assertThat(unknown.get("phase").asString()).isEqualTo("unknown");
        assertThat(unknown.get("pods").isNull()).isTrue();
        assertThat(unknown.get("evictablePods").isNull()).isTrue();
        assertThat(unknown.get("kubeletVersion").isNull()).isTrue();
    }

    @Test
    void podsOfATemplateAreNotZeroIfPodsAreNotSeen() {
        ClusterReadiness readiness = ClusterSamples.cluster(
                Shard.ALL,
                List.of(),
                List.of(),
                List.of(),
                ClusterSamples.forbidden("pods"),
                ClusterSamples.found(ClusterSamples.TEMPLATES));

        assertThat(tree(readiness, Map.of()).get("workloads"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get("pods").isNull()).isTrue());
    }

    @Test
    void saysOfWhichWorkloadsFindingsMayHaveBeenCut() {
        ClusterReadiness cut = ClusterSamples.cluster(
                Shard.ALL,
                List.of(),
                List.of(),
                List.of(),
                Observed.seen(WorkloadFindings.of(ClusterSamples.PODS, 3)),
                ClusterSamples.found(ClusterSamples.TEMPLATES));
        JsonNode json = tree(cut, Map.of());

        assertThat(errors(json.toString())).isEmpty();
        assertThat(json.get("summary").get("workloadFindingsDropped").asInt()).isEqualTo(3);
        assertThat(json.get("workloads").toString())
                .isEqualTo("[{\"namespace\":\"batch\",\"workload\":\"nightly-images\",\"workloadType\":\"cronjob\","
                        + "\"methods\":[\"socket\",\"cli\"],\"pods\":0,\"whole\":true},"
                        + "{\"namespace\":\"ci\",\"workload\":\"builder\",\"workloadType\":\"deployment\","
                        + "\"methods\":[\"socket\",\"cli\"],\"pods\":2,\"whole\":true},"
                        + "{\"namespace\":\"monitoring\",\"workload\":\"datadog-agent\",\"workloadType\":\"daemonset\","
                        + "\"methods\":[\"socket\"],\"pods\":1,\"whole\":false}]");
    }

    @Test
    void nodesComeInPagesThatJoin() {
        ClusterReadiness large = ClusterSamples.large(ClusterSamples::aws);
        List<String> names = new ArrayList<>();
        Map<String, String> query = new HashMap<>(Map.of("limit", "999"));
        int pages = 0;
        while (true) {
            JsonNode json = tree(large, query);
            json.get("nodes").forEach(node -> names.add(node.get("node").asString()));
            pages++;
            if (json.get("continue").isNull()) {
                break;
            }
            query.put("continue", json.get("continue").asString());
        }

        assertThat(pages).isEqualTo(6);
        assertThat(names)
                .containsExactlyElementsOf(
                        large.nodes().stream().map(node -> node.node().name()).toList());
    }

    @Test
    void isBoundedWithoutBeingAsked() {
        byte[] json = ClusterJson.of(
                        ClusterSamples.state(ClusterSamples.large(ClusterSamples::aws)), ClusterSamples.NOW, Map.of())
                .json();

        assertThat(JSON.readTree(json).get("nodes")).hasSize(500);
        assertThat(json.length).isLessThan(1_000_000);
        assertThat(tree(ClusterSamples.going(), Map.of("limit", "0")).get("nodes"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "", "x", "99999999999999999999", "１"})
    void refusesALimitThatIsNone(String limit) {
        ClusterAnswer answer = answer(ClusterSamples.going(), Map.of("limit", limit));

        assertThat(answer.kind()).isEqualTo(Kind.INVALID);
        assertThat(answer.json()).asString().contains("limit must be a number from 0 to 1000");
    }

    @Test
    void aContinueBeyondTheEndIsAnEmptyPage() {
        JsonNode json = tree(ClusterSamples.going(), Map.of("continue", "zzz"));

        assertThat(json.get("nodes")).isEmpty();
        assertThat(json.get("continue").isNull()).isTrue();
    }

    @Test
    void tellsOneNodeWhole() {
        JsonNode json = tree(ClusterSamples.going(), Map.of("node", MASTER));

        assertThat(json.get("node").asString()).isEqualTo(MASTER);
        assertThat(json.get("toldBy").asString()).isEqualTo("watcher");
        assertThat(json.get("checks")).hasSize(3);
        assertThat(json.get("checks").get(0).get("detail").asString())
                .isEqualTo("The runtime is Docker, by dockershim.");
    }

    @Test
    void tellsWhyThereIsNoSuchNode() {
        ClusterReadiness going = ClusterSamples.going();
        ClusterReadiness part = ClusterSamples.cluster(
                new Shard(1, 3),
                going.nodes(),
                going.nodes().subList(3, 9),
                List.of(),
                going.pods(),
                going.templates());

        assertThat(error(answer(going, Map.of("node", "none")))).isEqualTo("no such node");
        assertThat(error(answer(part, Map.of("node", MASTER)))).isEqualTo("another shard tells of this node");
        assertThat(error(answer(ClusterSamples.forbidden(), Map.of("node", MASTER))))
                .isEqualTo("nodes are not to be seen");
    }

    @Test
    void saysIfItIsOldOrEarly() {
        ClusterReadiness going = ClusterSamples.going();
        ClusterAnswer unlisted =
                ClusterJson.of(new ClusterState(false, null, Duration.ZERO, true), ClusterSamples.NOW, Map.of());
        ClusterAnswer unjudged =
                ClusterJson.of(new ClusterState(true, null, Duration.ZERO, true), ClusterSamples.NOW, Map.of());
        ClusterAnswer early = ClusterJson.of(
                new ClusterState(false, going, Duration.ofSeconds(41), true), ClusterSamples.NOW, Map.of());

        assertThat(error(unlisted)).isEqualTo("not listed yet");
        assertThat(error(unjudged)).isEqualTo("not evaluated yet");
        assertThat(List.of(unlisted.kind(), unjudged.kind())).containsOnly(Kind.NOT_YET);
        JsonNode json = JSON.readTree(early.json());
        assertThat(json.get("synced").asBoolean()).isFalse();
        assertThat(json.get("stale").asBoolean()).isTrue();
    }

    @Test
    void namesPassWhole() {
        String hostile = "<script>\"'\u2028\0";
        ClusterReadiness readiness = ClusterSamples.cluster(
                List.of(ClusterSamples.node(hostile, Phase.DOCKERSHIM)),
                List.of(ClusterSamples.cl01(new Verdict.Fail(hostile))),
                List.of(ClusterSamples.docker(hostile, hostile, hostile, "Job")));
        JsonNode json = tree(readiness, Map.of());

        assertThat(json.get("nodes").get(0).get("node").asString()).isEqualTo(hostile);
        assertThat(tree(readiness, Map.of("node", hostile)).get("node").asString())
                .isEqualTo(hostile);
        assertThat(errors(json.toString())).isEmpty();
    }

    private static String error(ClusterAnswer answer) {
        JsonNode json = JSON.readTree(answer.json());
        assertThat(answer.kind()).isNotEqualTo(Kind.DOCUMENT);
        assertThat(json.size()).isEqualTo(1);
        return json.get("error").asString();
    }

    private static ClusterAnswer answer(ClusterReadiness readiness, Map<String, String> query) {
        return ClusterJson.of(ClusterSamples.state(readiness), ClusterSamples.NOW, query);
    }

    private static String text(ClusterReadiness readiness, Map<String, String> query) {
        ClusterAnswer answer = answer(readiness, query);
        assertThat(answer.kind()).isEqualTo(Kind.DOCUMENT);
        return new String(answer.json(), StandardCharsets.UTF_8);
    }

    private static ObjectNode tree(ClusterReadiness readiness, Map<String, String> query) {
        return (ObjectNode) JSON.readTree(text(readiness, query));
    }

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("../docs/cluster-readiness.schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
