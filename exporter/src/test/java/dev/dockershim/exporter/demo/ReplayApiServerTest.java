package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The replayed API server, asked as any client would ask. */
@Timeout(60)
class ReplayApiServerTest {

    private static final String PODS = "/api/v1/pods";

    private TestApiServer api;
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        api = new TestApiServer(
                new ApiStore(50),
                ReplayApiServer.Settings.of(TestApiServer.TOKEN).withBookmarks(Duration.ofMillis(200)));
        client = api.client();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void itsVersionIsToldAsKubernetesDoes() throws Exception {
        JsonNode version = client.get("/version");
        assertThat(version.path("gitVersion").stringValue()).isEqualTo("v1.23.17");
        assertThat(version.path("minor").stringValue()).isEqualTo("23");
    }

    @Test
    void onlyTheTokenIsLetIn() throws Exception {
        JsonNode status = api.clientWith("another").get(401, PODS);
        assertThat(status.path("kind").stringValue()).isEqualTo("Status");
        assertThat(status.path("reason").stringValue()).isEqualTo("Unauthorized");
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(client.get(404, "/apis/monitoring.coreos.com/v1/prometheusrules")
                        .path("reason")
                        .stringValue())
                .isEqualTo("NotFound");
        assertThat(client.get(404, "/api/v1/secrets").path("code").intValue()).isEqualTo(404);
        assertThat(client.get(404, "/api/v1/nodes/none").path("message").stringValue())
                .isEqualTo("nodes \"none\" not found");
    }

    @Test
    void clientsFindOutWhatThereIs() throws Exception {
        assertThat(client.get("/apis")
                        .path("groups")
                        .valueStream()
                        .map(group -> group.path("name").stringValue()))
                .containsExactly("apps", "batch", "policy");
        assertThat(client.get("/apis/batch/v1")
                        .path("resources")
                        .valueStream()
                        .map(one -> one.path("kind").stringValue()))
                .containsExactly("Job", "CronJob");
    }

    @Test
    void aListHasItsObjectsInOrderAndTheRevisionOfTheWhole() throws Exception {
        put(ApiResource.PODS, "b", "x");
        put(ApiResource.PODS, "a", "y");
        long last = put(ApiResource.NODES, "", "n");

        JsonNode list = client.get(PODS);
        assertThat(list.path("kind").stringValue()).isEqualTo("PodList");
        assertThat(names(list)).containsExactly("y", "x");
        assertThat(revision(list)).isEqualTo(last);
        JsonNode item = list.path("items").path(0);
        assertThat(item.has("kind")).as("items of lists have no kind").isFalse();
        assertThat(revision(item)).isEqualTo(last - 1);
        assertThat(names(client.get("/api/v1/namespaces/b/pods"))).containsExactly("x");
    }

    @Test
    void oneObjectIsGivenWithItsKind() throws Exception {
        long revision = put(ApiResource.NODES, "", "n");
        JsonNode node = client.get("/api/v1/nodes/n?resourceVersion=0");
        assertThat(node.path("kind").stringValue()).isEqualTo("Node");
        assertThat(node.path("apiVersion").stringValue()).isEqualTo("v1");
        assertThat(revision(node)).isEqualTo(revision);
        put(ApiResource.DEPLOYMENTS, "a", "d");
        assertThat(client.get("/apis/apps/v1/namespaces/a/deployments/d")
                        .path("apiVersion")
                        .stringValue())
                .isEqualTo("apps/v1");
    }

    @Test
    void pagesTogetherAreTheListAtOneRevision() throws Exception {
        for (int i = 0; i < 25; i++) {
            put(ApiResource.PODS, "a", "p%02d".formatted(i));
        }
        JsonNode page = client.get(PODS + "?limit=10");
        List<String> all = new ArrayList<>(names(page));
        long revision = revision(page);
        assertThat(page.path("metadata").path("remainingItemCount").intValue()).isEqualTo(15);
        api.store.delete(ApiResource.PODS, "a", "p15");
        put(ApiResource.PODS, "a", "p20a");
        int pages = 1;
        for (String next = next(page); !next.isEmpty(); next = next(page)) {
            page = client.get(PODS + "?limit=10&continue=" + next);
            assertThat(revision(page)).isEqualTo(revision);
            all.addAll(names(page));
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(all).hasSize(25).contains("p15").doesNotContain("p20a");
    }

    @Test
    void aListThatCannotBeContinuedIsExpiredAndCanGoOnAsItIsNow() throws Exception {
        put(ApiResource.PODS, "a", "p1");
        put(ApiResource.PODS, "a", "p2");
        String next = next(client.get(PODS + "?limit=1"));
        put(ApiResource.PODS, "a", "p3");
        api.store.compact();

        JsonNode expired = client.get(410, PODS + "?limit=1&continue=" + next);
        assertThat(expired.path("reason").stringValue()).isEqualTo("Expired");
        JsonNode rest = client.get(PODS + "?continue=" + next(expired));
        assertThat(names(rest)).containsExactly("p2", "p3");
        assertThat(client.get(400, PODS + "?continue=nonsense").path("reason").stringValue())
                .isEqualTo("BadRequest");
    }

    @Test
    void whatMayBeOfAnyRevisionComesWhole() throws Exception {
        put(ApiResource.PODS, "a", "p1");
        put(ApiResource.PODS, "a", "p2");
        assertThat(names(client.get(PODS + "?limit=1&resourceVersion=0"))).containsExactly("p1", "p2");
    }

    @Test
    void anExactRevisionIsThatOneOrExpired() throws Exception {
        long first = put(ApiResource.PODS, "a", "p1");
        client.get(PODS);
        put(ApiResource.PODS, "a", "p2");
        String exact = PODS + "?resourceVersionMatch=Exact&resourceVersion=";
        assertThat(names(client.get(exact + first))).containsExactly("p1");
        assertThat(names(client.get(PODS + "?resourceVersionMatch=NotOlderThan&resourceVersion=" + first)))
                .containsExactly("p1", "p2");
        api.store.compact();
        assertThat(client.get(410, exact + first).path("reason").stringValue()).isEqualTo("Expired");
        assertThat(client.get(504, PODS + "?resourceVersion=999")
                        .path("message")
                        .stringValue())
                .startsWith("Too large resource version");
        client.get(422, exact + "0");
        client.get(422, PODS + "?resourceVersionMatch=Exact");
    }

    @Test
    void fieldsChoose() throws Exception {
        api.store.put(ApiResource.PODS, JsonObject.of("""
                {"metadata": {"namespace": "a", "name": "p1"}, "spec": {"nodeName": "n1"}}"""));
        api.store.put(ApiResource.PODS, JsonObject.of("""
                {"metadata": {"namespace": "a", "name": "p2"}, "spec": {"nodeName": "n2"}}"""));
        assertThat(names(client.get(PODS + "?fieldSelector=spec.nodeName%3Dn2")))
                .containsExactly("p2");
        assertThat(names(client.get(PODS + "?fieldSelector=spec.nodeName!%3Dn2,metadata.namespace=a")))
                .containsExactly("p1");
        assertThat(client.get(400, PODS + "?fieldSelector=spec.hostNetwork=true")
                        .path("message")
                        .stringValue())
                .isEqualTo("field label not supported: spec.hostNetwork");
    }

    @Test
    void aLongListIsCompressedForWhoTakesThat() throws Exception {
        for (int i = 0; i < 1500; i++) {
            put(ApiResource.PODS, "a", "a-pod-with-a-rather-long-name-" + i);
        }
        HttpResponse<byte[]> response = client.compressed(PODS);
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(names(JsonMapper.shared().readTree(plain.readAllBytes())))
                    .hasSize(1500);
        }
        assertThat(client.compressed("/version").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void aWatchTellsChangesInTheirOrder() throws Exception {
        put(ApiResource.PODS, "a", "p1");
        long revision = revision(client.get(PODS));
        put(ApiResource.PODS, "a", "p2");
        try (ApiClient.Watch watch = client.watch(PODS + "?watch=1&resourceVersion=" + revision)) {
            assertThat(watch.nextName()).isEqualTo("ADDED p2");
            put(ApiResource.NODES, "", "n");
            put(ApiResource.PODS, "a", "p1");
            api.store.delete(ApiResource.PODS, "a", "p2");
            JsonNode modified = watch.next();
            assertThat(modified.path("type").stringValue()).isEqualTo("MODIFIED");
            assertThat(modified.path("object").path("kind").stringValue()).isEqualTo("Pod");
            assertThat(revision(modified.path("object"))).isEqualTo(revision + 3);
            JsonNode deleted = watch.next();
            assertThat(deleted.path("type").stringValue()).isEqualTo("DELETED");
            assertThat(revision(deleted.path("object"))).isEqualTo(revision + 4);
        }
    }

    @Test
    void aWatchWithoutARevisionBeginsWithWhatIsThere() throws Exception {
        put(ApiResource.PODS, "a", "p1");
        try (ApiClient.Watch watch = client.watch(PODS + "?watch=true")) {
            assertThat(watch.nextName()).isEqualTo("ADDED p1");
            put(ApiResource.PODS, "a", "p2");
            assertThat(watch.nextName()).isEqualTo("ADDED p2");
        }
    }

    @Test
    void bookmarksMoveOnWithoutChangesAndOneEndsTheWatch() throws Exception {
        long revision = put(ApiResource.PODS, "a", "p1");
        try (ApiClient.Watch watch =
                client.watch(PODS + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=2&resourceVersion=" + revision)) {
            JsonNode first = watch.next();
            assertThat(first.path("type").stringValue()).isEqualTo("BOOKMARK");
            assertThat(first.path("object").path("kind").stringValue()).isEqualTo("Pod");
            long later = put(ApiResource.NODES, "", "n");
            JsonNode last = first;
            for (JsonNode event = first; !event.isMissingNode(); event = watch.next()) {
                last = event;
            }
            assertThat(revision(last.path("object"))).isEqualTo(later);
        }
    }

    @Test
    void withoutBookmarksAWatchEndsInSilence() throws Exception {
        long revision = put(ApiResource.PODS, "a", "p1");
        try (ApiClient.Watch watch = client.watch(PODS + "?watch=1&timeoutSeconds=1&resourceVersion=" + revision)) {
            assertThat(watch.next().isMissingNode()).isTrue();
        }
    }

    @Test
    void aWatchFromBeforeWhatIsKeptEndsWithAnErrorThatSaysSo() throws Exception {
        long revision = put(ApiResource.PODS, "a", "p1");
        for (int i = 0; i < 60; i++) {
            put(ApiResource.PODS, "a", "p1");
        }
        try (ApiClient.Watch watch = client.watch(PODS + "?watch=1&resourceVersion=" + revision)) {
            assertThat(watch.status()).isEqualTo(200);
            JsonNode event = watch.next();
            assertThat(event.path("type").stringValue()).isEqualTo("ERROR");
            assertThat(event.path("object").path("code").intValue()).isEqualTo(410);
            assertThat(event.path("object").path("reason").stringValue()).isEqualTo("Expired");
            assertThat(watch.next().isMissingNode()).isTrue();
        }
    }

    @Test
    void aWatchThatChoosesSeesObjectsComeAndGo() throws Exception {
        pod("p1", "n1");
        long revision = revision(client.get(PODS));
        try (ApiClient.Watch watch =
                client.watch(PODS + "?watch=1&fieldSelector=spec.nodeName%3Dn2&resourceVersion=" + revision)) {
            pod("p2", "n1");
            pod("p1", "n2");
            pod("p1", "n2");
            pod("p1", "n1");
            assertThat(watch.nextName()).isEqualTo("ADDED p1");
            assertThat(watch.nextName()).isEqualTo("MODIFIED p1");
            assertThat(watch.nextName()).isEqualTo("DELETED p1");
        }
    }

    @Test
    void streamingListsAreNotKnown() throws Exception {
        put(ApiResource.PODS, "a", "p1");
        client.get(422, PODS + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");
        try (ApiClient.Watch watch = client.watch(PODS + "?watch=1&sendInitialEvents=true")) {
            assertThat(watch.nextName()).isEqualTo("ADDED p1");
        }
    }

    @Test
    void aResourceCanBeForbiddenAndAllowedAgain() throws Exception {
        api.server().forbid(ApiResource.EVENTS);
        JsonNode status = client.get(403, "/api/v1/events");
        assertThat(status.path("reason").stringValue()).isEqualTo("Forbidden");
        assertThat(status.path("message").stringValue()).contains("cannot list resource \"events\"");
        client.get(403, "/api/v1/events?watch=1");
        client.get(PODS);
        api.server().allow(ApiResource.EVENTS);
        client.get("/api/v1/events");
    }

    @Test
    void aServerThatIsStartedAgainGoesOnWithItsObjects() throws Exception {
        long revision = put(ApiResource.PODS, "a", "p1");
        ApiClient.Watch watch = client.watch(PODS + "?watch=1&resourceVersion=" + revision);
        api.stop();
        assertThatThrownBy(watch::next).isInstanceOf(IOException.class);
        api.startAgain();
        assertThat(names(client.get(PODS))).containsExactly("p1");
    }

    @Test
    void faultsAreMet() throws Exception {
        put(ApiResource.PODS, "a", "p1");
        api.faults.when(ApiFaults.of(ApiResource.PODS), ApiFaults.throttled(7));
        assertThat(client.get(429, PODS).path("reason").stringValue()).isEqualTo("TooManyRequests");
        api.faults.when(ApiFaults.of(ApiResource.PODS), ApiFaults.cutAfter(20));
        assertThatThrownBy(() -> client.get(PODS)).isInstanceOf(IOException.class);
        api.faults.end();
        ApiClient.Watch watch = client.watch(PODS + "?watch=1");
        assertThat(watch.nextName()).isEqualTo("ADDED p1");
        assertThat(api.faults.openWatches()).isEqualTo(1);
        api.faults.cutWatches();
        assertThatThrownBy(watch::next).isInstanceOf(IOException.class);
        put(ApiResource.PODS, "a", "p2");
        Awaitility.await().until(() -> api.faults.openWatches() == 0);
        assertThat(api.faults.requests())
                .last()
                .satisfies(uri -> assertThat(ApiFaults.isWatch(uri)).isTrue());
    }

    private long put(ApiResource resource, String namespace, String name) {
        return api.store.put(
                resource,
                JsonObject.of("{\"kind\": \"Any\", \"metadata\": {\"namespace\": \"%s\", \"name\": \"%s\"}}"
                        .formatted(namespace, name)));
    }

    private void pod(String name, String node) {
        api.store.put(ApiResource.PODS, JsonObject.of("""
                {"metadata": {"namespace": "a", "name": "%s"}, "spec": {"nodeName": "%s"}}""".formatted(name, node)));
    }

    private static List<String> names(JsonNode list) {
        return list.path("items")
                .valueStream()
                .map(item -> item.path("metadata").path("name").stringValue())
                .filter(Objects::nonNull)
                .toList();
    }

    private static long revision(JsonNode object) {
        return Long.parseLong(object.path("metadata").path("resourceVersion").stringValue());
    }

    private static String next(JsonNode list) {
        return list.path("metadata").path("continue").asString("");
    }
}
