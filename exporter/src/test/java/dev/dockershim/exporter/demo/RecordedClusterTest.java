package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of the recorded cluster agree with each other, at each step of a whole round. */
class RecordedClusterTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final int ROUND = 36;

    private final RecordedCluster cluster = new RecordedCluster(START);

    @Test
    void itHasSomeFortyNodesAndThreeHundredPods() {
        Map<ApiResource, List<ObjectNode>> objects = cluster.objects(0);
        assertThat(of(objects, ApiResource.NODES)).hasSizeBetween(38, 45);
        assertThat(of(objects, ApiResource.PODS)).hasSizeBetween(280, 330);
        assertThat(objects.keySet())
                .allSatisfy(resource ->
                        assertThat(of(objects, resource)).as(resource.plural()).isNotEmpty());
    }

    @Test
    void eachNameIsThereOnceAndEachPodOnANodeThatIsThere() {
        for (long step = 0; step <= ROUND; step++) {
            Map<ApiResource, List<ObjectNode>> objects = cluster.objects(step);
            for (ApiResource resource : ApiResource.values()) {
                assertThat(of(objects, resource).stream().map(RecordedClusterTest::key))
                        .as("%s at step %s", resource.plural(), step)
                        .doesNotHaveDuplicates();
            }
            Set<String> nodes = new HashSet<>();
            of(objects, ApiResource.NODES).forEach(node -> nodes.add(name(node)));
            assertThat(of(objects, ApiResource.PODS))
                    .filteredOn(pod -> !nodeOf(pod).isEmpty())
                    .allMatch(pod -> nodes.contains(nodeOf(pod)));
        }
    }

    @Test
    void ownersAreThere() {
        Map<ApiResource, List<ObjectNode>> objects = cluster.objects(0);
        Set<String> uids = new HashSet<>();
        objects.values()
                .forEach(all -> all.forEach(
                        object -> uids.add(object.path("metadata").path("uid").asString("none"))));
        List<JsonNode> references = new ArrayList<>();
        objects.values()
                .forEach(all -> all.forEach(object ->
                        object.path("metadata").path("ownerReferences").forEach(references::add)));
        assertThat(references)
                .filteredOn(reference -> !reference.path("kind").asString("").equals("Node"))
                .hasSizeGreaterThan(200)
                .allMatch(reference -> uids.contains(reference.path("uid").asString("")));
    }

    @Test
    void aNodeIsCordonedDrainedStoppedAndComesBackWithAnotherRuntime() {
        Map<String, List<String>> stories = new TreeMap<>();
        for (long step = 0; step < ROUND; step++) {
            Map<ApiResource, List<ObjectNode>> objects = cluster.objects(step);
            Map<String, Integer> evictable = evictable(of(objects, ApiResource.PODS));
            for (ObjectNode node : of(objects, ApiResource.NODES)) {
                List<String> story = stories.computeIfAbsent(name(node), name -> new ArrayList<>());
                String now = (node.path("spec").path("unschedulable").asBoolean(false) ? "cordoned" : "schedulable")
                        + (evictable.getOrDefault(name(node), 0) > 0 ? ", pods" : ", empty")
                        + (ready(node).equals("True") ? ", " : ", not ready, ")
                        + runtime(node);
                if (story.isEmpty() || !story.get(story.size() - 1).equals(now)) {
                    story.add(now);
                }
            }
        }
        assertThat(stories.get("general-1"))
                .startsWith(
                        "schedulable, pods, docker",
                        "cordoned, pods, docker",
                        "cordoned, empty, docker",
                        "cordoned, empty, not ready, docker",
                        "cordoned, empty, containerd",
                        "schedulable, empty, containerd");
        assertThat(stories.get("general-7")).hasSize(1);
    }

    @Test
    void afterARoundAllBeginsAnew() {
        Map<ApiResource, List<ObjectNode>> first = cluster.objects(0);
        Map<ApiResource, List<ObjectNode>> again = cluster.objects(ROUND);
        assertThat(of(again, ApiResource.PODS)).isEqualTo(of(first, ApiResource.PODS));
        assertThat(of(again, ApiResource.NODES).stream().map(RecordedClusterTest::runtime))
                .isEqualTo(of(first, ApiResource.NODES).stream()
                        .map(RecordedClusterTest::runtime)
                        .toList());
        assertThat(of(cluster.objects(ROUND - 1), ApiResource.PODS)).isNotEqualTo(of(first, ApiResource.PODS));
    }

    @Test
    void heartbeatsStayYoungButForTheNodeThatIsSilent() {
        for (long step = 0; step <= ROUND; step++) {
            Instant now = START.plus(ClusterMoves.STEP.multipliedBy(step));
            for (ObjectNode node : of(cluster.objects(step), ApiResource.NODES)) {
                Instant heartbeat = Instant.parse(node.path("status")
                        .path("conditions")
                        .path(0)
                        .path("lastHeartbeatTime")
                        .asString(""));
                if (name(node).equals("lab-2")) {
                    assertThat(heartbeat).isBefore(now.minusSeconds(3600));
                } else {
                    assertThat(heartbeat).isBetween(now.minusSeconds(299), now);
                }
            }
        }
    }

    private static Map<String, Integer> evictable(List<ObjectNode> pods) {
        Map<String, Integer> evictable = new HashMap<>();
        for (ObjectNode pod : pods) {
            String owner = pod.path("metadata")
                    .path("ownerReferences")
                    .path(0)
                    .path("kind")
                    .asString("");
            boolean ended = pod.path("status").path("phase").asString("").equals("Succeeded");
            if (!owner.equals("DaemonSet") && !owner.equals("Node") && !ended) {
                evictable.merge(nodeOf(pod), 1, Integer::sum);
            }
        }
        return evictable;
    }

    private static List<ObjectNode> of(Map<ApiResource, List<ObjectNode>> objects, ApiResource resource) {
        return Objects.requireNonNull(objects.get(resource));
    }

    private static String key(ObjectNode object) {
        return object.path("metadata").path("namespace").asString("") + "/" + name(object);
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asString("");
    }

    private static String nodeOf(ObjectNode pod) {
        return pod.path("spec").path("nodeName").asString("");
    }

    private static String ready(ObjectNode node) {
        return node.path("status").path("conditions").path(0).path("status").asString("");
    }

    private static String runtime(ObjectNode node) {
        return node.path("status")
                .path("nodeInfo")
                .path("containerRuntimeVersion")
                .asString("")
                .split(":", 2)[0];
    }
}
