package dev.dockershim.exporter.watch;

import static dev.dockershim.exporter.watch.WatchTests.lists;
import static dev.dockershim.exporter.watch.WatchTests.putNode;
import static dev.dockershim.exporter.watch.WatchTests.putPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.demo.ApiFaults;
import dev.dockershim.exporter.demo.ApiResource;
import dev.dockershim.exporter.demo.ApiStore;
import dev.dockershim.exporter.demo.ReplayApiServer.Settings;
import dev.dockershim.exporter.demo.TestApiServer;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.source.SourceStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watch does when the API server, or the way to it, does not do its part. */
@Timeout(120)
class ClusterWatchFaultsTest {

    private static final Predicate<URI> PODS = ApiFaults.of(ApiResource.PODS);
    private static final Predicate<URI> POD_LISTS = PODS.and(uri -> !ApiFaults.isWatch(uri));
    private static final Predicate<URI> POD_WATCHES = PODS.and(ApiFaults::isWatch);

    @TempDir
    Path files;

    private TestApiServer server;
    private @Nullable ClusterWatch watch;

    @BeforeEach
    void start() throws Exception {
        server = server(Duration.ofMillis(200));
        putNode(server, "node-a");
        putPod(server, "cart-1", "node-a");
    }

    @AfterEach
    void stop() {
        if (watch != null) {
            watch.close();
        }
        server.close();
    }

    @Test
    void aWatchThatIsCutGoesOnFromWhereItWas() throws Exception {
        synced();

        server.faults.cutWatches();
        server.store.delete(ApiResource.PODS, "shop", "cart-1");
        putPod(server, "cart-2", "node-a");

        awaitPods("cart-2");
        assertThat(lists(server, ApiResource.PODS)).isEqualTo(1);
    }

    @Test
    void whatTheApiServerHasForgottenIsListedAnew() throws Exception {
        synced();

        server.stop();
        server.store.delete(ApiResource.PODS, "shop", "cart-1");
        putPod(server, "cart-2", "node-a");
        server.store.compact();
        server.startAgain();

        awaitPods("cart-2");
        assertThat(lists(server, ApiResource.PODS)).isEqualTo(2);
    }

    @Test
    void anErrorInAWatchThatSaysGoneIsTheSame() throws Exception {
        synced();
        once(POD_WATCHES, ApiFaults.garbage("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n"));

        server.faults.cutWatches();

        await().until(() -> lists(server, ApiResource.PODS) == 2);
        server.store.delete(ApiResource.PODS, "shop", "cart-1");
        awaitPods();
    }

    @Test
    void aWatchThatEndsAtOnceIsBegunWithANewList() throws Exception {
        synced();
        once(POD_WATCHES, ApiFaults.garbage(""));

        server.faults.cutWatches();

        await().until(() -> lists(server, ApiResource.PODS) == 2);
        putPod(server, "cart-2", "node-a");
        awaitPods("cart-1", "cart-2");
    }

    @Test
    void aListWhosePagesAreForgottenBeginsAnew() throws Exception {
        for (int i = 2; i <= 700; i++) {
            putPod(server, "cart-" + i, "node-a");
        }
        once(POD_LISTS.and(uri -> uri.getRawQuery().contains("continue=")), ApiFaults.status(410, "Expired"));

        synced();

        assertThat(pods()).hasSize(700);
        assertThat(lists(server, ApiResource.PODS)).isEqualTo(2);
    }

    @Test
    void anApiServerThatIsRestartedIsFoundAgain() throws Exception {
        synced();

        server.stop();
        putPod(server, "cart-2", "node-a");
        await().until(() -> status("apiserver_pods").reason() != null || missing() != null);
        server.startAgain();

        awaitPods("cart-1", "cart-2");
    }

    @Test
    void anApiServerThatStaysAwayLeavesNothingKnown() throws Exception {
        synced();

        server.stop();

        await().until(() -> missing() == null
                && Boolean.FALSE.equals(status("apiserver_pods").up())
                && String.valueOf(status("apiserver_pods").reason()).contains("; shown as of "));
        await().untilAsserted(() -> {
            assertThat(missing()).isNotNull();
            assertThat(Objects.requireNonNull(missing()).reason()).isEqualTo(Reason.FAILED);
            assertThat(watch().look().nodes()).isInstanceOf(Observed.Missing.class);
            assertThat(watch().look().templates().values())
                    .allSatisfy(templates -> assertThat(templates).isInstanceOf(Observed.Missing.class));
        });
        assertThat(watch().isSynced()).isTrue();
        assertThat(status("apiserver_pods").up()).isFalse();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> watch().look().server() instanceof Observed.Missing<Version> version
                        && version.reason() == Reason.FAILED);

        server.startAgain();
        awaitPods("cart-1");
    }

    @Test
    void aVersionThatIsAskedForInVainCountsNoLongerThanAResource() throws Exception {
        synced();
        await().until(() -> watch().look().server().orNull() != null);

        server.faults.when(ClusterWatchFaultsTest::isVersion, ApiFaults.status(503, "ServiceUnavailable"));

        await().until(() -> Boolean.FALSE.equals(status("apiserver_version").up())
                && watch().look().server().orNull() != null);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> watch().look()
                        .server()
                        .equals(Observed.missing(
                                Reason.FAILED, "the API server's version is unknown: the API server answers 503")));
        assertThat(watch().look().nodes()).isInstanceOf(Observed.Seen.class);
    }

    @Test
    void aVersionThatIsRefusedIsForgottenAtOnce() throws Exception {
        synced();
        await().until(() -> watch().look().server().orNull() != null);

        server.faults.when(ClusterWatchFaultsTest::isVersion, ApiFaults.status(403, "Forbidden"));

        await().until(() -> watch().look()
                .server()
                .equals(Observed.missing(
                        Reason.FORBIDDEN,
                        "the API server's version is unknown: the API server refuses it; grant get on the URL /version,"
                                + " as the role system:public-info-viewer does")));
    }

    @Test
    void aVersionThatHangsIsSaidToHang() throws Exception {
        synced();
        server.faults.when(ClusterWatchFaultsTest::isVersion, ApiFaults.silence());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> Boolean.FALSE.equals(status("apiserver_version").up())
                        && watch().look().server().orNull() == null);
        assertThat(watch().look().nodes()).isInstanceOf(Observed.Seen.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PODS, status, FAILED",
        "PODS, garbage, INVALID",
        "PODS, silence, FAILED",
        "PODS, expired, FAILED",
        "NODES, status, FAILED",
        "NODES, object, INVALID"
    })
    void aResourceThatOnlyFailsHoldsUpTheOthersForAWhileAlone(ApiResource resource, String fault, Reason reason)
            throws Exception {
        server.faults.when(
                ApiFaults.of(resource),
                switch (fault) {
                    case "status" -> ApiFaults.status(500, "InternalError");
                    case "garbage" -> ApiFaults.garbage("<html>");
                    case "expired" -> ApiFaults.status(410, "Expired");
                    case "object" ->
                        ApiFaults.garbage("{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[{\"metadata\":[]}]}");
                    default -> ApiFaults.silence();
                });
        begin();

        await().atMost(Duration.ofSeconds(60)).until(() -> watch().isSynced());
        Observed<?> failing = resource == ApiResource.PODS
                ? watch().look().pods()
                : watch().look().nodes();
        Observed<?> other = resource == ApiResource.PODS
                ? watch().look().nodes()
                : watch().look().pods();
        assertThat(failing)
                .isInstanceOfSatisfying(
                        Observed.Missing.class,
                        missing -> assertThat(missing.reason()).isEqualTo(reason));
        assertThat(other).isInstanceOf(Observed.Seen.class);
        SourceStatus status = status("apiserver_" + resource.plural());
        assertThat(status.up()).isFalse();
        assertThat(status.reason()).contains(" (since ");

        server.faults.end();
        awaitPods("cart-1");
        await().until(() -> watch().look().nodes().orNull() != null);
        assertThat(watch().isSynced()).isTrue();
    }

    @Test
    void credentialsThatAreNeverAcceptedAreNoAnswer() throws Exception {
        server.faults.when(uri -> true, ApiFaults.status(401, "Unauthorized"));
        begin();

        await().until(() -> watch().statuses().stream().allMatch(status -> Boolean.FALSE.equals(status.up())));
        assertThat(watch().statuses()).allSatisfy(status -> {
            assertThat(status.isNotGranted()).isFalse();
            assertThat(status.reason()).startsWith("the API server does not accept the credentials (since ");
        });
        await().during(WatchTests.PATIENCE.first().plusSeconds(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> !watch().isSynced());

        server.faults.end();
        await().atMost(Duration.ofSeconds(30)).until(() -> watch().isSynced());
        awaitPods("cart-1");
    }

    @Test
    void credentialsThatAreAcceptedNoMoreAreAFailure() throws Exception {
        synced();

        server.faults.when(uri -> true, ApiFaults.status(401, "Unauthorized"));
        server.faults.cutWatches();

        await().until(() -> missing() == null
                && Boolean.FALSE.equals(status("apiserver_pods").up()));
        awaitMissing(Reason.FAILED);

        server.faults.end();
        awaitPods("cart-1");
    }

    @Test
    void retryAfterIsObeyed() throws Exception {
        List<Long> times = new CopyOnWriteArrayList<>();
        server.faults.when(POD_LISTS, (exchange, chain) -> {
            times.add(System.nanoTime());
            if (times.size() == 1) {
                ApiFaults.throttled(2).meet(exchange, chain);
            } else {
                chain.doFilter(exchange);
            }
        });

        synced();

        assertThat(pods()).hasSize(1);
        assertThat(times).hasSize(2);
        assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatIsRefusedIsMissingAndAskedForAgain() throws Exception {
        server.server().forbid(ApiResource.PODS);
        server.server().forbid(ApiResource.CRON_JOBS);
        synced();

        assertThat(missing())
                .isEqualTo(new Observed.Missing<>(
                        Reason.FORBIDDEN, "pods are unknown: the API server refuses it; grant list and watch on pods"));
        assertThat(watch().look().templates().get(WorkloadKind.CRON_JOB)).isInstanceOf(Observed.Missing.class);
        assertThat(watch().look().templates().get(WorkloadKind.JOB)).isInstanceOf(Observed.Seen.class);
        assertThat(status("apiserver_cronjobs").isNotGranted()).isTrue();

        server.server().allow(ApiResource.PODS);
        server.server().allow(ApiResource.CRON_JOBS);
        awaitPods("cart-1");
        await().untilAsserted(() -> assertThat(watch().look().templates().get(WorkloadKind.CRON_JOB))
                .isInstanceOf(Observed.Seen.class));
    }

    @Test
    void whatIsTakenAwayIsForgotten() throws Exception {
        synced();

        server.server().forbid(ApiResource.PODS);
        server.faults.cutWatches();

        await().untilAsserted(() -> {
            assertThat(missing()).isNotNull();
            assertThat(Objects.requireNonNull(missing()).reason()).isEqualTo(Reason.FORBIDDEN);
        });
    }

    @Test
    void aWatchThatIsNeverAnsweredLeavesNothingKnown() throws Exception {
        server.faults.when(POD_WATCHES, ApiFaults.silence());
        synced();

        awaitMissing(Reason.FAILED);
        assertThat(watch().look().nodes()).isInstanceOf(Observed.Seen.class);

        server.faults.end();
        awaitPods("cart-1");
    }

    @Test
    void aWatchThatIsAnsweredAndThenSilentIsRenewedAndLeavesNothingKnown() throws Exception {
        server.close();
        server = server(Duration.ofHours(1));
        putPod(server, "cart-1", "node-a");
        synced();

        awaitMissing(Reason.FAILED);
        assertThat(WatchTests.watches(server, ApiResource.PODS)).isGreaterThanOrEqualTo(2);

        putPod(server, "cart-2", "node-a");
        awaitPods("cart-1", "cart-2");
    }

    @Test
    void bookmarksAloneKeepAQuietResourceKnown() throws Exception {
        synced();

        await().during(WatchTests.PATIENCE.stale().plusSeconds(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> missing() == null
                        && watch().look().nodes().orNull() != null
                        && watch().look().events().orNull() != null);
        assertThat(lists(server, ApiResource.PODS)).isEqualTo(1);
        assertThat(lists(server, ApiResource.EVENTS)).isEqualTo(1);
    }

    @Test
    void aSlowListIsWaitedForWhileOthersAreThere() throws Exception {
        server.faults.when(POD_LISTS, ApiFaults.silence());
        begin();

        await().until(() -> watch().look().nodes().orNull() != null
                && watch().look().templates().get(WorkloadKind.CRON_JOB) instanceof Observed.Seen<?>);
        assertThat(Objects.requireNonNull(missing()).reason()).isEqualTo(Reason.PENDING);
        assertThat(watch().isSynced()).isFalse();
        assertThat(status("apiserver_pods").up()).isNull();
    }

    @Test
    void aListThatStopsInTheMiddleIsBegunAnew() throws Exception {
        AtomicInteger lists = new AtomicInteger();
        server.faults.when(POD_LISTS, (exchange, chain) -> {
            if (lists.incrementAndGet() == 1) {
                ApiFaults.cutAfter(100).meet(exchange, chain);
            } else {
                chain.doFilter(exchange);
            }
        });
        synced();

        assertThat(pods()).containsExactly("cart-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "secret",
                "{}",
                "{\"items\":[]}",
                "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[{\"metadata\":[]}]}",
                "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[{\"spec\":{"
            })
    void whatIsNoListIsInvalidAndQuotesNothing(String answer) throws Exception {
        server.faults.when(POD_LISTS, ApiFaults.garbage(answer));
        begin();

        await().untilAsserted(() -> {
            assertThat(missing()).isNotNull();
            assertThat(Objects.requireNonNull(missing()).reason()).isEqualTo(Reason.INVALID);
            assertThat(Objects.requireNonNull(missing()).text())
                    .startsWith("pods are unknown: ")
                    .doesNotContain("secret");
        });

        server.faults.end();
        awaitPods("cart-1");
    }

    @Test
    void anObjectWithoutEndIsRefused() throws Exception {
        server.faults.when(
                POD_LISTS,
                ApiFaults.endless(
                        "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[{\"spec\":{\"containers\":[{\"args\":[",
                        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\","));
        begin();

        await().untilAsserted(() -> {
            assertThat(missing()).isNotNull();
            assertThat(Objects.requireNonNull(missing()).text()).contains("longer than 4194304 bytes");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish\n", "{\"type\":\"NEWS\",\"object\":{}}\n", "{\"object\":{}}\n", "[]\n", "{}\n"})
    void aWatchThatIsNotUnderstoodIsBegunWithANewList(String line) throws Exception {
        synced();
        once(POD_WATCHES, ApiFaults.garbage(line));

        server.faults.cutWatches();

        await().until(() -> lists(server, ApiResource.PODS) == 2);
        putPod(server, "cart-2", "node-a");
        awaitPods("cart-1", "cart-2");
    }

    @Test
    void beforeKubernetes121CronJobsAreFoundInBeta() throws Exception {
        AtomicInteger watchesInBeta = new AtomicInteger();
        server.faults.when(ApiFaults.of(ApiResource.CRON_JOBS), (exchange, chain) -> {
            if (exchange.getRequestURI().getPath().startsWith("/apis/batch/v1/")) {
                ApiFaults.status(404, "NotFound").meet(exchange, chain);
            } else if (ApiFaults.isWatch(exchange.getRequestURI())) {
                watchesInBeta.incrementAndGet();
                ApiFaults.silence().meet(exchange, chain);
            } else {
                ApiFaults.garbage(
                                ("{'metadata':{'resourceVersion':'7'},'items':[{'metadata':{'namespace':'ci','name':'n'},"
                                                + "'spec':{'jobTemplate':{'spec':{'template':{'spec':{}}}}}}]}")
                                        .replace('\'', '"'))
                        .meet(exchange, chain);
            }
        });
        synced();

        assertThat(watch().look().templates().get(WorkloadKind.CRON_JOB))
                .isInstanceOfSatisfying(
                        Observed.Seen.class,
                        seen -> assertThat((List<?>) seen.value()).hasSize(1));
        await().until(() -> watchesInBeta.get() > 0);
    }

    @Test
    void aResourceThatIsNotServedIsAbsent() throws Exception {
        server.faults.when(ApiFaults.of(ApiResource.CRON_JOBS), ApiFaults.status(404, "NotFound"));
        synced();

        assertThat(watch().look().templates().get(WorkloadKind.CRON_JOB))
                .isEqualTo(Observed.missing(Reason.ABSENT, "cronjobs are unknown: the API server does not serve it"));
    }

    @Test
    void aVersionThatCannotBeReadIsMissing() throws Exception {
        server.faults.when(ClusterWatchFaultsTest::isVersion, ApiFaults.garbage("{\"gitVersion\":\"secret\"}"));
        begin();

        await().untilAsserted(() -> assertThat(watch().look().server())
                .isEqualTo(Observed.missing(
                        Reason.INVALID, "the API server's version is unknown: the API server's answer is no version")));

        server.faults.end();
        await().until(() -> watch().look().server().orNull() != null);
    }

    private static boolean isVersion(URI uri) {
        return uri.getPath().equals("/version");
    }

    private static TestApiServer server(Duration bookmarks) throws Exception {
        return new TestApiServer(
                new ApiStore(), Settings.of(TestApiServer.TOKEN).withBookmarks(bookmarks));
    }

    private void once(Predicate<URI> chosen, ApiFaults.Fault fault) {
        AtomicInteger met = new AtomicInteger();
        server.faults.when(chosen, (exchange, chain) -> {
            if (met.incrementAndGet() == 1) {
                fault.meet(exchange, chain);
            } else {
                chain.doFilter(exchange);
            }
        });
    }

    private void begin() throws Exception {
        WatchConfig config = WatchTests.config(server, files, Shard.ALL);
        watch = ClusterWatch.start(WatchTests.open(config, WatchTests.PATIENCE), config);
    }

    private void synced() throws Exception {
        begin();
        await().until(() -> watch().isSynced());
    }

    private ClusterWatch watch() {
        return Objects.requireNonNull(watch);
    }

    private List<String> pods() {
        return Objects.requireNonNull(watch().look().pods().orNull()).stream()
                .map(ClusterPod::name)
                .toList();
    }

    private Observed.@Nullable Missing<List<ClusterPod>> missing() {
        return watch().look().pods() instanceof Observed.Missing<List<ClusterPod>> missing ? missing : null;
    }

    private void awaitMissing(Reason reason) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(missing()).isNotNull();
            assertThat(Objects.requireNonNull(missing()).reason()).isEqualTo(reason);
        });
    }

    private void awaitPods(String... names) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(missing()).isNull();
            assertThat(pods()).containsExactlyInAnyOrder(names);
        });
    }

    private SourceStatus status(String name) {
        return watch().statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
