package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.PodSpec.HostPath;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodKeeperTest {

    private static final String PLAIN = """
            {'metadata':{'namespace':'shop','name':'%s','labels':{'app':'cart','pod-template-hash':'5d9'},
               'ownerReferences':[{'kind':'ReplicaSet','name':'cart-5d9','controller':true}]},
             'spec':{'nodeName':'node-a','containers':[{'name':'c','image':'registry.example/cart:1'}]},
             'status':{'phase':'Running'}}""";

    private static final String SOCKET = """
            {'metadata':{'namespace':'ci','name':'builder-0',
               'ownerReferences':[{'kind':'StatefulSet','name':'builder','controller':true}]},
             'spec':{'nodeName':'node-b','containers':[{'name':'c','image':'builder',
                 'volumeMounts':[{'name':'s','mountPath':'/var/run/docker.sock'}]}],
               'volumes':[{'name':'s','hostPath':{'path':'/var/run/docker.sock'}},{'name':'t','emptyDir':{}}]},
             'status':{'phase':'Running'}}""";

    private final PodKeeper keeper = keeper(Shard.ALL, null);

    @Test
    void podsThatTellNothingAboutDockerShareWhatTheyTell() {
        ClusterPod one = keep(PLAIN.formatted("cart-5d9-a"));
        ClusterPod other = keep(PLAIN.formatted("cart-5d9-b"));

        assertThat(one.concernsDocker()).isFalse();
        assertThat(one.spec()).isSameAs(other.spec());
        assertThat(one.spec().ownerKind()).isEqualTo("Deployment");
        assertThat(one.controller()).isSameAs(other.controller()).isEqualTo(new Controller("ReplicaSet", "cart-5d9"));
        assertThat(one.namespace()).isSameAs(other.namespace()).isEqualTo("shop");
        assertThat(one.node()).isSameAs(other.node()).isEqualTo("node-a");
        assertThat(one.name()).isEqualTo("cart-5d9-a");
        assertThat(one.finished() || one.agent() || one.localData()).isFalse();
    }

    @Test
    void aPodThatConcernsDockerIsTold() {
        ClusterPod pod = keep(SOCKET);

        assertThat(pod.concernsDocker()).isTrue();
        assertThat(pod.spec().volumes()).containsExactly(new HostPath(Target.DOCKER_SOCKET, true));
        assertThat(pod.spec().owner()).isEqualTo("builder");
        assertThat(pod.localData()).isTrue();
    }

    @Test
    void aStaticPodIsKeptWithoutController() {
        ClusterPod pod = keep("""
                {'metadata':{'namespace':'kube-system','name':'etcd-node-a',
                   'annotations':{'kubernetes.io/config.source':'file','kubernetes.io/config.mirror':'abc'},
                   'ownerReferences':[{'kind':'Node','name':'node-a','controller':true}]},
                 'spec':{'nodeName':'node-a','containers':[{'name':'etcd','image':'etcd'}]}}""");

        assertThat(pod.spec().staticPod()).isTrue();
        assertThat(pod.controller()).isEqualTo(Controller.NONE);
    }

    @ParameterizedTest
    @CsvSource({"Succeeded, true", "Failed, true", "Running, false", "Pending, false", "'', false"})
    void aPodHasFinishedByItsPhase(String phase, boolean finished) {
        assertThat(keep("{'metadata':{'namespace':'a','name':'b'},'spec':{},'status':{'phase':'%s'}}".formatted(phase))
                        .finished())
                .isEqualTo(finished);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'metadata':{'name':'a'},'spec':{}}",
                "{'metadata':{'namespace':'a'},'spec':{}}",
                "{'metadata':{'namespace':'a','name':'b'}}",
                "{'metadata':null,'spec':null,'status':null}"
            })
    void aPodThatCannotBeNamedOrJudgedIsLeftOut(String json) {
        assertThat(keeper.apply(ApiObjects.pod(json))).isNull();
    }

    @Test
    void anObjectThatLacksNearlyEverythingIsRead() {
        ClusterPod pod = keep("""
                {'metadata':{'namespace':'a','name':'b','labels':null,'annotations':{'x':null},
                   'ownerReferences':[null,{'controller':true}]},
                 'spec':{'containers':[null,{}],'volumes':[null,{}]},'status':{'conditions':[null,{}]}}""");

        assertThat(pod.node()).isEmpty();
        assertThat(pod.controller()).isEqualTo(Controller.NONE);
    }

    @Test
    void anAgentIsKnownByItsLabelsItsNamespaceAndItsCondition() {
        String agent = """
                {'metadata':{'namespace':'monitoring','name':'agent-x','labels':{
                   'app.kubernetes.io/name':'dockershim-exporter','app.kubernetes.io/component':'agent'}%s},
                 'spec':{'nodeName':'node-a'},
                 'status':{'phase':'Running','conditions':[{'type':'Ready','status':'%s'}]}}""";

        assertThat(keep(agent.formatted("", "True")).agent()).isTrue();
        assertThat(keep(agent.formatted("", "False")).agent()).isFalse();
        assertThat(keep(agent.formatted(",'deletionTimestamp':'2026-01-01T00:00:00Z'", "True"))
                        .agent())
                .isFalse();
        assertThat(keep(agent.replace("'agent'", "'watcher'").formatted("", "True"))
                        .agent())
                .isFalse();
        assertThat(keep(keeper(Shard.ALL, "monitoring"), agent.formatted("", "True"))
                        .agent())
                .isTrue();
        assertThat(keep(keeper(Shard.ALL, "elsewhere"), agent.formatted("", "True"))
                        .agent())
                .isFalse();
    }

    @Test
    void eachPodIsKeptByOneShardAndByAllIfItConcernsDocker() {
        Shard first = new Shard(0, 2);
        Shard second = new Shard(1, 2);
        for (String node : new String[] {"node-a", "node-b", "node-c", ""}) {
            String plain = PLAIN.formatted("x").replace("node-a", node);
            assertThat(kept(first, plain)).isNotEqualTo(kept(second, plain));
        }
        assertThat(kept(first, SOCKET)).isTrue();
        assertThat(kept(second, SOCKET)).isTrue();
    }

    private static boolean kept(Shard shard, String json) {
        return keeper(shard, null).apply(ApiObjects.pod(json)) != null;
    }

    private static PodKeeper keeper(Shard shard, @Nullable String agentNamespace) {
        return new PodKeeper(new WatchConfig(null, null, shard, agentNamespace), new Shared());
    }

    private ClusterPod keep(String json) {
        return keep(keeper, json);
    }

    private static ClusterPod keep(PodKeeper keeper, String json) {
        return Objects.requireNonNull(keeper.apply(ApiObjects.pod(json)));
    }
}
