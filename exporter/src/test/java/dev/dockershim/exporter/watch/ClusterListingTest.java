package dev.dockershim.exporter.watch;

import static dev.dockershim.exporter.watch.WatchTests.put;
import static dev.dockershim.exporter.watch.WatchTests.putNode;
import static dev.dockershim.exporter.watch.WatchTests.putPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.TightBudget;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.demo.ApiFaults;
import dev.dockershim.exporter.demo.ApiResource;
import dev.dockershim.exporter.demo.TestApiServer;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ClusterListingTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path files;

    private TestApiServer server;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = TestApiServer.start();
        putNode(server, "node-a");
        putPod(server, "cart-0", "node-a");
        put(server, ApiResource.POD_DISRUPTION_BUDGETS, """
                {'metadata':{'namespace':'shop','name':'tight'},
                 'spec':{'selector':{'matchLabels':{'app':'cart'}}},'status':{'disruptionsAllowed':0}}""");
        put(server, ApiResource.POD_DISRUPTION_BUDGETS, """
                {'metadata':{'namespace':'shop','name':'loose'},
                 'spec':{'selector':{}},'status':{'disruptionsAllowed':1}}""");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everythingIsReadOnce() throws Exception {
        for (int i = 1; i < 1100; i++) {
            putPod(server, "cart-" + i, "node-a");
        }

        ClusterEvidence evidence = read(LIMIT);

        assertThat(evidence.server()).isEqualTo(Observed.seen(new Version(1, 23, 17)));
        assertThat(evidence.nodes().orNull()).hasSize(1);
        assertThat(evidence.pods().orNull()).hasSize(1100);
        assertThat(evidence.templates()).containsOnlyKeys(WorkloadKind.values());
        assertThat(evidence.templates().values())
                .allSatisfy(templates -> assertThat(templates.orNull()).isEmpty());
        assertThat(evidence.events().orNull()).isEmpty();
        assertThat(Objects.requireNonNull(evidence.budgets().orNull()))
                .extracting(TightBudget::name)
                .containsExactly("tight");
        assertThat(evidence.budgets().orNull().get(0).pods()).hasSize(1100);
        assertThat(progress)
                .contains("nodes 1 true", "pods 500 false", "pods 1000 false", "pods 1100 true", "cronjobs 0 true");
        assertThat(server.faults.requests()).noneMatch(ApiFaults::isWatch);
    }

    @Test
    void whatIsRefusedIsMissing() throws Exception {
        server.server().forbid(ApiResource.POD_DISRUPTION_BUDGETS);
        server.server().forbid(ApiResource.NODES);

        ClusterEvidence evidence = read(LIMIT);

        assertThat(evidence.budgets())
                .isEqualTo(Observed.missing(
                        Reason.FORBIDDEN,
                        "poddisruptionbudgets are unknown: the API server refuses it; grant list on"
                                + " poddisruptionbudgets.policy"));
        assertThat(evidence.nodes()).isInstanceOf(Observed.Missing.class);
        assertThat(evidence.pods().orNull()).hasSize(1);
    }

    @Test
    void aVersionThatIsRefusedIsSaidToBe() throws Exception {
        server.faults.when(uri -> "/version".equals(uri.getPath()), ApiFaults.status(403, "Forbidden"));

        ClusterEvidence evidence = read(LIMIT);

        assertThat(evidence.server())
                .isEqualTo(Observed.missing(
                        Reason.FORBIDDEN,
                        "the API server's version is unknown: the API server refuses it; grant get on the URL /version,"
                                + " as the role system:public-info-viewer does"));
        assertThat(evidence.nodes().orNull()).hasSize(1);
    }

    @Test
    void aVersionThatHangsTakesNoTimeFromTheRest() throws Exception {
        server.faults.when(uri -> "/version".equals(uri.getPath()), ApiFaults.silence());

        ClusterEvidence evidence = read(Duration.ofSeconds(20));

        assertThat(evidence.server())
                .isEqualTo(Observed.missing(
                        Reason.FAILED, "the API server's version is unknown: the API server does not answer"));
        assertThat(evidence.nodes().orNull()).hasSize(1);
        assertThat(evidence.pods().orNull()).hasSize(1);
    }

    @Test
    void withoutPodsNoBudgetTellsWhatItProtects() throws Exception {
        server.server().forbid(ApiResource.PODS);

        ClusterEvidence evidence = read(LIMIT);

        assertThat(evidence.pods()).isInstanceOf(Observed.Missing.class);
        assertThat(evidence.budgets()).isInstanceOf(Observed.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {410, 429, 500, 503})
    void aListThatFailsIsBegunAnewAndNothingIsCountedTwice(int status) throws Exception {
        for (int i = 1; i < 700; i++) {
            putPod(server, "cart-" + i, "node-a");
        }
        AtomicInteger pages = new AtomicInteger();
        server.faults.when(ApiFaults.of(ApiResource.PODS), (exchange, chain) -> {
            if (pages.incrementAndGet() == 2) {
                ApiFaults.status(status, "Whatever").meet(exchange, chain);
            } else {
                chain.doFilter(exchange);
            }
        });

        ClusterEvidence evidence = read(LIMIT);

        assertThat(evidence.pods().orNull()).hasSize(700);
        assertThat(pages).hasValue(4);
        assertThat(Objects.requireNonNull(evidence.budgets().orNull()).get(0).pods())
                .hasSize(700);
    }

    @Test
    void aListThatAlwaysFailsIsMissingAndOthersAreNot() throws Exception {
        server.faults.when(ApiFaults.of(ApiResource.PODS), ApiFaults.status(500, "InternalError"));

        ClusterEvidence evidence = read(LIMIT);

        assertThat(evidence.pods())
                .isEqualTo(Observed.missing(Reason.FAILED, "pods are unknown: the API server answers 500"));
        assertThat(evidence.nodes().orNull()).hasSize(1);
    }

    @Test
    void credentialsThatAreNotAcceptedAreSaidAndNothingElseIsAskedFor() throws Exception {
        server.faults.when(uri -> true, ApiFaults.status(401, "Unauthorized"));

        ClusterEvidence evidence = read(LIMIT);

        assertThat(evidence.nodes())
                .isEqualTo(Observed.missing(
                        Reason.FAILED, "nodes are unknown: the API server does not accept the credentials"));
        assertThat(evidence.pods()).isInstanceOf(Observed.Missing.class);
        assertThat(server.faults.requests()).extracting(URI::getPath).containsOnly("/version", "/api/v1/nodes");
    }

    @Test
    void theTimeIsBounded() throws Exception {
        server.faults.when(ApiFaults.of(ApiResource.NODES), ApiFaults.silence());

        ClusterEvidence evidence = read(Duration.ofSeconds(2));

        assertThat(evidence.nodes()).isInstanceOf(Observed.Missing.class);
        assertThat(evidence.pods()).isInstanceOf(Observed.Missing.class);
    }

    @Test
    void shardsHoldForAListToo() throws Exception {
        Set<Integer> sizes = Set.of(
                Objects.requireNonNull(read(LIMIT, new Shard(0, 2)).pods().orNull())
                        .size(),
                Objects.requireNonNull(read(LIMIT, new Shard(1, 2)).pods().orNull())
                                .size()
                        + 10);

        assertThat(sizes).isIn(Set.of(0, 11), Set.of(1, 10));
    }

    private ClusterEvidence read(Duration limit) throws Exception {
        return read(limit, Shard.ALL);
    }

    private ClusterEvidence read(Duration limit, Shard shard) throws Exception {
        WatchConfig config = WatchTests.config(server, files, shard);
        try (ClusterListing listing = new ClusterListing(WatchTests.open(config, WatchTests.PATIENCE), config)) {
            return listing.read(
                    limit, (resource, objects, whole) -> progress.add(resource + " " + objects + " " + whole));
        }
    }
}
