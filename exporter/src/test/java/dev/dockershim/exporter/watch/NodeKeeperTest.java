package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.cluster.NodePool;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeKeeperTest {

    private final NodeKeeper keeper = new NodeKeeper(new Shared());

    @Test
    void aNodeIsReadByTheRulesOfTheAgent() {
        assertThat(keep("""
                        {'metadata':{'name':'node-a','resourceVersion':'7',
                           'labels':{'node-role.kubernetes.io/master':''},
                           'annotations':{'kubeadm.alpha.kubernetes.io/cri-socket':'unix:///run/cri-dockerd.sock'}},
                         'spec':{'unschedulable':true},
                         'status':{'conditions':[{'type':'Ready','status':'Unknown',
                             'lastHeartbeatTime':'2026-01-02T03:04:05Z'}],
                           'nodeInfo':{'containerRuntimeVersion':'docker://20.10.24','kubeletVersion':'v1.23.17',
                             'operatingSystem':'windows'},
                           'images':[{'names':['a']}]}}"""))
                .isEqualTo(new ClusterNode(
                        "node-a",
                        new NodeObject(
                                new RuntimeName(Kind.DOCKER, new Version(20, 10, 24)),
                                new Version(1, 23, 17),
                                "windows",
                                true,
                                null,
                                Instant.parse("2026-01-02T03:04:05Z"),
                                new Endpoint(EndpointClass.CRI_DOCKERD, true),
                                true),
                        Distribution.KUBEADM,
                        true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'metadata':{}}", "{'metadata':null,'status':{'nodeInfo':{}}}"})
    void whatHasNoNameIsNoNode(String json) {
        assertThat(keeper.apply(ApiObjects.node(json))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metadata':{'name':'a'}}",
                "{'metadata':{'name':'a','labels':null,'annotations':null},'spec':null,'status':{}}",
                "{'metadata':{'name':'a'},'status':{'nodeInfo':{},'conditions':[null,{}]}}"
            })
    void aNodeThatNoKubeletWroteToYetIsUnknown(String json) {
        assertThat(keep(json))
                .isEqualTo(new ClusterNode(
                        "a",
                        new NodeObject(RuntimeName.UNKNOWN, null, "", false, null, null, null, false),
                        Distribution.OTHER,
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.23.17+k3s1, '', '', K3S",
        "v1.24.2+rke2r1, '', '', RKE2",
        "v1.27.2+k0s, '', '', K0S",
        "v1.23.17, node.kubernetes.io/instance-type, k3s, K3S",
        "v1.23.17, node.kubernetes.io/instance-type, m5.large, OTHER",
        "v1.23.17, microk8s.io/cluster, true, MICROK8S",
        "v1.23.3+e419edf, node.openshift.io/os_id, rhcos, OPENSHIFT",
        "v1.23.17-eks-0a21954, '', '', EKS",
        "v1.23.17, eks.amazonaws.com/nodegroup, workers, EKS",
        "v1.23.17-gke.1000, '', '', GKE",
        "v1.23.17, cloud.google.com/gke-nodepool, default-pool, GKE",
        "v1.23.15, kubernetes.azure.com/cluster, MC_a_b_c, AKS",
        "v1.22.15-aliyun.1, kubeadm.alpha.kubernetes.io/cri-socket, /var/run/dockershim.sock, ACK",
        "v1.23.17, kubeadm.alpha.kubernetes.io/cri-socket, /var/run/dockershim.sock, KUBEADM",
        "v1.23.17, kubernetes.io/hostname, a, OTHER",
        "v1.23.16, rke.cattle.io/internal-ip, 10.0.0.1, RKE1",
        "v1.23.16, node-role.kubernetes.io/controlplane, true, RKE1",
        "v1.23.16+rke2r1, rke.cattle.io/machine, m, RKE2",
        "v1.23.17, kops.k8s.io/instancegroup, nodes, OTHER",
    })
    void theDistributionShowsInTheKubeletOrInLabels(
            String kubelet, String label, String value, Distribution distribution) {
        assertThat(keep("{'metadata':{'name':'a','labels':{'%s':'%s'}},'status':{'nodeInfo':{'kubeletVersion':'%s'}}}"
                                .formatted(label, value, kubelet))
                        .distribution())
                .isEqualTo(distribution);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'labels':{'minikube.k8s.io/name':'minikube'}}",
                "'labels':{'kops.k8s.io/instancegroup':'nodes'}}",
                "'labels':{}},'status':{'nodeInfo':{'osImage':'Docker Desktop'}}"
            })
    void whatRunsKubeadmInsideIsNotKubeadms(String rest) {
        assertThat(keep("{'metadata':{'name':'a','annotations':"
                                + "{'kubeadm.alpha.kubernetes.io/cri-socket':'/var/run/dockershim.sock'}," + rest + "}")
                        .distribution())
                .isEqualTo(Distribution.OTHER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'eks.amazonaws.com/nodegroup':'g1'}                                                | g1  | ''
            {'alpha.eksctl.io/nodegroup-name':'g2','alpha.eksctl.io/cluster-name':'prod','eks.amazonaws.com/x':''} | g2 | prod
            {'cloud.google.com/gke-nodepool':'p1'}                                              | p1  | ''
            {'kubernetes.azure.com/agentpool':'p2'}                                             | p2  | ''
            {'alibabacloud.com/nodepool-id':'np3'}                                              | np3 | ''
            {'cloud.google.com/gke-nodepool':'a; reboot'}                                       | ''  | ''
            {'cloud.google.com/gke-nodepool':''}                                                | ''  | ''
            {'agentpool':'p4'}                                                                  | ''  | ''
            """)
    void aPoolIsKnownByItsLabel(String labels, String name, String cluster) {
        assertThat(keep("{'metadata':{'name':'a','labels':" + labels
                                + "},'status':{'nodeInfo':{'kubeletVersion':'v1.23.17"
                                + (labels.contains("eks") ? "-eks-0a21954" : "") + "'}}}")
                        .pool())
                .isEqualTo(new NodePool(name, cluster));
    }

    @Test
    void openShiftShowsInItsImageToo() {
        assertThat(keep("{'metadata':{'name':'a'},'status':{'nodeInfo':{'osImage':"
                                + "'Red Hat Enterprise Linux CoreOS 410.84 (Ootpa)'}}}")
                        .distribution())
                .isEqualTo(Distribution.OPENSHIFT);
    }

    @ParameterizedTest
    @CsvSource({
        "node-role.kubernetes.io/control-plane, true",
        "node-role.kubernetes.io/master, true",
        "node-role.kubernetes.io/controlplane, true",
        "node-role.kubernetes.io/worker, false",
    })
    void aControlPlaneHasItsRole(String label, boolean controlPlane) {
        assertThat(keep("{'metadata':{'name':'a','labels':{'%s':''}}}".formatted(label))
                        .controlPlane())
                .isEqualTo(controlPlane);
    }

    private ClusterNode keep(String json) {
        @Nullable ClusterNode node = keeper.apply(ApiObjects.node(json));
        return Objects.requireNonNull(node);
    }
}
