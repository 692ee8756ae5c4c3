package dev.dockershim.exporter.watch;

import static dev.dockershim.exporter.watch.WatchTests.put;
import static dev.dockershim.exporter.watch.WatchTests.putDockerPod;
import static dev.dockershim.exporter.watch.WatchTests.putNode;
import static dev.dockershim.exporter.watch.WatchTests.putPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.NodeEvent;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.demo.ApiResource;
import dev.dockershim.exporter.demo.TestApiServer;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.workloads.Workload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a watch tells while all is well. */
@Timeout(120)
class ClusterWatchTest {

    @TempDir
    Path files;

    private TestApiServer server;
    private final List<ClusterWatch> watches = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = TestApiServer.start();
    }

    @AfterEach
    void stop() {
        watches.forEach(ClusterWatch::close);
        server.close();
    }

    @Test
    void allThatConcernsAClusterIsTold() throws Exception {
        putNode(server, "node-a");
        putPod(server, "cart-1", "node-a");
        putDockerPod(server, "builder-7d9-x", "node-a", "ReplicaSet", "builder-7d9");
        put(server, ApiResource.REPLICA_SETS, """
                {'metadata':{'namespace':'ci','name':'builder-7d9',
                   'ownerReferences':[{'kind':'Deployment','name':'builder','controller':true}]},
                 'spec':{'replicas':1}}""");
        put(server, ApiResource.DEPLOYMENTS, """
                {'metadata':{'namespace':'ci','name':'builder'},
                 'spec':{'replicas':0,'template':{'spec':{%s}}}}""".formatted(WatchTests.SOCKET));
        put(server, ApiResource.CRON_JOBS, """
                {'metadata':{'namespace':'ci','name':'prune'},
                 'spec':{'jobTemplate':{'spec':{'template':{'spec':{%s}}}}}}""".formatted(WatchTests.SOCKET));
        put(server, ApiResource.EVENTS, """
                {'metadata':{'namespace':'ci','name':'e'},'reason':'ErrImageNeverPull','type':'Warning',
                 'source':{'host':'node-a'},'lastTimestamp':'%s'}""".formatted(Instant.now()));

        ClusterWatch watch = synced(Shard.ALL);
        ClusterEvidence evidence = watch.look();

        assertThat(evidence.server()).isEqualTo(Observed.seen(new Version(1, 23, 17)));
        assertThat(seen(evidence.nodes())).extracting(ClusterNode::name).containsExactly("node-a");
        assertThat(seen(evidence.pods()))
                .extracting(ClusterPod::name)
                .containsExactlyInAnyOrder("cart-1", "builder-7d9-x");
        assertThat(seen(evidence.pods()).stream()
                        .filter(ClusterPod::concernsDocker)
                        .map(pod -> evidence.owners().workloadOf(pod)))
                .containsExactly(new Workload("ci", "builder", "deployment"));
        assertThat(evidence.templates()).containsOnlyKeys(WorkloadKind.values());
        assertThat(templates(evidence, WorkloadKind.DEPLOYMENT))
                .extracting(WorkloadTemplate::replicas)
                .containsExactly(0);
        assertThat(templates(evidence, WorkloadKind.CRON_JOB))
                .extracting(WorkloadTemplate::concernsDocker)
                .containsExactly(true);
        assertThat(templates(evidence, WorkloadKind.REPLICA_SET)).isEmpty();
        assertThat(templates(evidence, WorkloadKind.STATEFUL_SET)).isEmpty();
        assertThat(seen(evidence.events()))
                .extracting(NodeEvent::kind)
                .containsExactly(NodeEvent.Kind.IMAGE_NEVER_PULL);
        assertThat(evidence.budgets()).isInstanceOf(Observed.Missing.class);
        assertThat(watch.statuses())
                .extracting(SourceStatus::name)
                .containsExactly(
                        "apiserver_version",
                        "apiserver_nodes",
                        "apiserver_pods",
                        "apiserver_deployments",
                        "apiserver_statefulsets",
                        "apiserver_daemonsets",
                        "apiserver_replicasets",
                        "apiserver_jobs",
                        "apiserver_cronjobs",
                        "apiserver_events");
        assertThat(watch.statuses())
                .allSatisfy(status -> assertThat(status.up()).isTrue());
    }

    @Test
    void whatChangesIsToldSoonAndWhatIsDeletedIsGone() throws Exception {
        putNode(server, "node-a");
        putPod(server, "cart-1", "");
        ClusterWatch watch = synced(Shard.ALL);

        putNode(server, "node-b");
        putPod(server, "cart-1", "node-b");
        putPod(server, "cart-2", "node-a");
        await().untilAsserted(() -> {
            assertThat(seen(watch.look().nodes()))
                    .extracting(ClusterNode::name)
                    .containsExactlyInAnyOrder("node-a", "node-b");
            assertThat(nodesOfPods(watch)).containsExactlyInAnyOrder("cart-1@node-b", "cart-2@node-a");
        });

        server.store.delete(ApiResource.PODS, "shop", "cart-1");
        server.store.delete(ApiResource.NODES, "", "node-b");
        await().untilAsserted(() -> {
            assertThat(seen(watch.look().nodes())).extracting(ClusterNode::name).containsExactly("node-a");
            assertThat(nodesOfPods(watch)).containsExactly("cart-2@node-a");
        });
        assertThat(WatchTests.lists(server, ApiResource.PODS)).isEqualTo(1);
    }

    @Test
    void listsComeInPages() throws Exception {
        for (int i = 0; i < 1203; i++) {
            putPod(server, "cart-" + i, "node-a");
        }

        ClusterWatch watch = synced(Shard.ALL);

        assertThat(seen(watch.look().pods()))
                .extracting(ClusterPod::name)
                .doesNotHaveDuplicates()
                .hasSize(1203);
        assertThat(WatchTests.of(server, ApiResource.PODS))
                .filteredOn(uri -> !uri.getRawQuery().contains("watch="))
                .hasSize(3)
                .allSatisfy(uri -> assertThat(uri.getRawQuery()).contains("limit=500"));
    }

    @Test
    void eventsThatAreFrequentAreLeftOutByTheApiServer() throws Exception {
        synced(Shard.ALL);

        assertThat(WatchTests.of(server, ApiResource.EVENTS))
                .isNotEmpty()
                .allSatisfy(uri -> assertThat(uri.getQuery()).contains("reason!=Unhealthy", "type!=Normal"));
    }

    @Test
    void shardsTogetherTellWhatOneTellsAlone() throws Exception {
        for (int i = 0; i < 60; i++) {
            putPod(server, "cart-" + i, "node-" + i % 10);
        }
        putDockerPod(server, "builder-0", "node-3", "StatefulSet", "builder");

        List<String> all = nodesOfPods(synced(Shard.ALL));
        List<String> union = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<String> part = nodesOfPods(synced(new Shard(i, 3)));
            assertThat(part).hasSizeLessThan(61).contains("builder-0@node-3");
            part.remove("builder-0@node-3");
            union.addAll(part);
        }
        union.add("builder-0@node-3");

        assertThat(union).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aPodThatMovesToAnotherShardsNodeLeaves() throws Exception {
        Shard shard = new Shard(0, 2);
        String mine = firstNode(shard);
        String other = firstNode(new Shard(1, 2));
        putPod(server, "cart-1", mine);
        ClusterWatch watch = synced(shard);
        assertThat(nodesOfPods(watch)).containsExactly("cart-1@" + mine);

        putPod(server, "cart-1", other);
        putPod(server, "cart-2", mine);

        await().untilAsserted(() -> assertThat(nodesOfPods(watch)).containsExactly("cart-2@" + mine));
    }

    @Test
    void objectsThatLackFieldsDoNoHarm() throws Exception {
        put(server, ApiResource.NODES, "{'metadata':{'name':'bare'}}");
        put(server, ApiResource.PODS, "{'metadata':{'name':'bare','namespace':'a'},'spec':null}");
        put(server, ApiResource.DEPLOYMENTS, "{'metadata':{'name':'bare','namespace':'a'}}");
        put(server, ApiResource.EVENTS, "{'metadata':{'name':'bare','namespace':'a'},'type':'Warning'}");
        putPod(server, "cart-1", "node-a");

        ClusterWatch watch = synced(Shard.ALL);

        assertThat(seen(watch.look().nodes())).hasSize(1);
        assertThat(nodesOfPods(watch)).containsExactly("cart-1@node-a");
    }

    @Test
    void itSaysWhoItIs() throws Exception {
        Set<String> agents = ConcurrentHashMap.newKeySet();
        server.faults.when(uri -> true, (exchange, chain) -> {
            agents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
            chain.doFilter(exchange);
        });

        synced(Shard.ALL);

        assertThat(agents).containsExactly("dockershim-exporter/1.2.3");
    }

    @Test
    void itEndsWithItsThreads() throws Exception {
        ClusterWatch watch = synced(Shard.ALL);
        assertThat(watchThreads()).hasSize(10);

        watch.close();

        assertThat(watchThreads()).isEmpty();
        await().untilAsserted(() -> assertThat(server.faults.openWatches()).isZero());
    }

    private static Set<String> watchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("watch-"))
                .collect(Collectors.toSet());
    }

    private static String firstNode(Shard shard) {
        String name = "node-0";
        for (int i = 1; !shard.has(name); i++) {
            name = "node-" + i;
        }
        return name;
    }

    private ClusterWatch synced(Shard shard) throws Exception {
        WatchConfig config = WatchTests.config(server, files, shard);
        ClusterWatch watch = ClusterWatch.start(WatchTests.open(config, WatchTests.PATIENCE), config);
        watches.add(watch);
        await().until(() -> watch.isSynced() && watch.look().server().orNull() != null);
        return watch;
    }

    private static List<String> nodesOfPods(ClusterWatch watch) {
        return seen(watch.look().pods()).stream()
                .map(pod -> pod.name() + "@" + pod.node())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<WorkloadTemplate> templates(ClusterEvidence evidence, WorkloadKind kind) {
        return seen(Objects.requireNonNull(evidence.templates().get(kind)));
    }

    private static <T> T seen(Observed<T> observed) {
        assertThat(observed).isInstanceOf(Observed.Seen.class);
        return Objects.requireNonNull(observed.orNull());
    }
}
