package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.workloads.Workload;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who made whom, and the templates of those that nobody made. */
class OwnersTest {

    private static final WatchConfig CONFIG = new WatchConfig(null, null, Shard.ALL, null);

    private final Knowledge knowledge = new Knowledge(CONFIG);

    @ParameterizedTest
    @CsvSource({
        "Deployment, cart, shop/cart, deployment",
        "Rollout, cart, shop/cart, rollout",
        "Made-Up, cart, shop/cart, other",
    })
    void aReplicaSetsControllerIsThePodsWorkload(String kind, String name, String workload, String type) {
        put(WorkloadKind.REPLICA_SET, "cart-5d9", kind, name, "'spec':{'replicas':1}");

        assertWorkload(pod("ReplicaSet", "cart-5d9"), workload, type);
    }

    @Test
    void aReplicaSetOfNobodysIsItselfWhateverItsNameLooksLike() {
        put(WorkloadKind.REPLICA_SET, "cart-5d9", "", "", "'spec':{'replicas':1,'template':{'spec':{}}}");

        assertWorkload(pod("ReplicaSet", "cart-5d9"), "shop/cart-5d9", "replicaset");
    }

    @Test
    void aJobsCronJobIsThePodsWorkload() {
        put(WorkloadKind.JOB, "nightly-27", "CronJob", "nightly", "'spec':{}");

        assertWorkload(pod("Job", "nightly-27"), "shop/nightly", "cronjob");
        assertWorkload(pod("Job", "unheard-of"), "shop/unheard-of", "job");
    }

    @Test
    void othersAreWhatThePodTells() {
        assertWorkload(pod("DaemonSet", "agent"), "shop/agent", "daemonset");
        assertWorkload(pod("", ""), "shop/pod", "pod");
        ClusterPod known = pod("ReplicaSet", "cart-5d9");
        assertThat(knowledge.owners().workloadOf(known))
                .isEqualTo(dev.dockershim.exporter.cluster.Owners.fromPod(known));
    }

    @Test
    void aStaticPodIsItself() {
        ClusterPod pod = new ClusterPod(
                "kube-system", "etcd-a", "a", Controller.NONE, false, false, false, new Shared().nothing("", true));

        assertWorkload(pod, "kube-system/etcd-a", "staticpod");
    }

    @Test
    void replicaSetsThatADeploymentLeftBehindAreNotKept() {
        put(WorkloadKind.REPLICA_SET, "old", "Deployment", "cart", "'spec':{'replicas':0},'status':{'replicas':0}");
        put(WorkloadKind.REPLICA_SET, "leaving", "Deployment", "cart", "'spec':{'replicas':0},'status':{'replicas':2}");
        put(WorkloadKind.REPLICA_SET, "new", "Deployment", "cart", "'spec':{'replicas':3},'status':{'replicas':0}");

        assertThat(knowledge.workloads(WorkloadKind.REPLICA_SET).values()).hasSize(2);
        assertThat(knowledge.workloads(WorkloadKind.REPLICA_SET).get("shop", "old"))
                .isNull();
        assertThat(knowledge.templates(WorkloadKind.REPLICA_SET)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DEPLOYMENT, replicas:0, 0",
        "DEPLOYMENT, paused:true, 1",
        "STATEFUL_SET, replicas:3, 3",
        "REPLICA_SET, replicas:2, 2",
        "JOB, parallelism:4, 4",
        "JOB, completions:4, 1",
        "DAEMON_SET, minReadySeconds:0, -1",
    })
    void aTemplateIsReadWhetherOrNotAPodOfItRuns(WorkloadKind kind, String replicas, int expected) {
        String field = "'" + replicas.replace(":", "':");
        put(kind, "builder", "", "", "'spec':{" + field + ",'template':" + SOCKET + "}");

        WorkloadTemplate template = only(kind);
        assertThat(template.workload())
                .isEqualTo(new Workload("shop", "builder", kind.kind().toLowerCase(java.util.Locale.ROOT)));
        assertThat(template.replicas()).isEqualTo(expected);
        assertThat(template.concernsDocker()).isTrue();
        assertThat(template.pod().volumes()).hasSize(1);
        assertThat(template.pod().name()).isEqualTo("builder");
        assertThat(Workload.of(template.pod())).isEqualTo(template.workload());
    }

    @Test
    void aCronJobsTemplateIsBelowItsJobs() {
        put(
                WorkloadKind.CRON_JOB,
                "nightly",
                "",
                "",
                "'spec':{'schedule':'@daily','suspend':true,'jobTemplate':{'spec':{'template':" + SOCKET + "}}}");

        WorkloadTemplate template = only(WorkloadKind.CRON_JOB);
        assertThat(template.workload()).isEqualTo(new Workload("shop", "nightly", "cronjob"));
        assertThat(template.replicas()).isEqualTo(-1);
        assertThat(template.concernsDocker()).isTrue();
    }

    @Test
    void templatesThatTellNothingShareIt() {
        put(WorkloadKind.DEPLOYMENT, "a", "", "", "'spec':{'template':{'spec':{'containers':[{'image':'x'}]}}}");
        put(WorkloadKind.DEPLOYMENT, "b", "Cluster", "operator", "'spec':{'template':{'spec':{}}}");

        assertThat(knowledge.templates(WorkloadKind.DEPLOYMENT))
                .hasSize(2)
                .allSatisfy(template -> assertThat(template.concernsDocker()).isFalse())
                .extracting(WorkloadTemplate::pod)
                .containsOnly(new Shared().nothing("Deployment", false));
    }

    @ParameterizedTest
    @CsvSource({"Complete, True, 0", "Failed, True, 0", "Complete, False, 1", "Suspended, True, 1"})
    void aJobThatHasEndedMakesNoPodAnyMore(String condition, String status, int templates) {
        put(
                WorkloadKind.JOB,
                "once",
                "",
                "",
                "'spec':{'template':" + SOCKET + "},'status':{'conditions':[{'type':'" + condition + "','status':'"
                        + status + "'}]}");

        assertThat(knowledge.templates(WorkloadKind.JOB)).hasSize(templates);
    }

    @Test
    void whatHasNoTemplateHasNone() {
        put(WorkloadKind.DEPLOYMENT, "a", "", "", "'spec':null");
        put(WorkloadKind.CRON_JOB, "b", "", "", "'spec':{'jobTemplate':{}}");
        knowledge.workloads(WorkloadKind.DEPLOYMENT).put(ApiObjects.workload("{}"));

        assertThat(knowledge.templates(WorkloadKind.DEPLOYMENT)).isEmpty();
        assertThat(knowledge.templates(WorkloadKind.CRON_JOB)).isEmpty();
    }

    private static final String SOCKET = "{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c',"
            + "'volumeMounts':[{'name':'s','mountPath':'/s'}]}],'volumes':[{'name':'s','hostPath':{'path':'/run/docker.sock'}}]}}";

    private void put(WorkloadKind kind, String name, String ownerKind, String owner, String rest) {
        String references = ownerKind.isEmpty()
                ? ""
                : ",'ownerReferences':[{'kind':'%s','name':'%s','controller':true}]".formatted(ownerKind, owner);
        knowledge
                .workloads(kind)
                .put(ApiObjects.workload(
                        "{'metadata':{'namespace':'shop','name':'%s'%s},%s}".formatted(name, references, rest)));
    }

    private WorkloadTemplate only(WorkloadKind kind) {
        assertThat(knowledge.templates(kind)).hasSize(1);
        return Objects.requireNonNull(knowledge.templates(kind).get(0));
    }

    private static ClusterPod pod(String kind, String controller) {
        return new ClusterPod(
                "shop",
                "pod",
                "node-a",
                kind.isEmpty() ? Controller.NONE : new Controller(kind, controller),
                false,
                false,
                false,
                new Shared().nothing(kind, false));
    }

    private void assertWorkload(ClusterPod pod, String name, String type) {
        Workload workload = knowledge.owners().workloadOf(pod);
        assertThat(workload).hasToString(name);
        assertThat(workload.type()).isEqualTo(type);
    }
}
