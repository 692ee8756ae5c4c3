package dev.dockershim.exporter.report;

import static dev.dockershim.exporter.report.Clusters.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Step.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveStepsTest {

    private static List<Step> steps(Clusters.Node node, ClusterPod... pods) {
        return Plan.of(Clusters.of(List.of(pods), List.of(), node), true, Kubectl.PLAIN)
                .nodes()
                .get(0)
                .steps();
    }

    private static String commands(List<Step> steps) {
        return steps.stream().flatMap(step -> step.commands().stream()).collect(Collectors.joining("\n"));
    }

    @Test
    void theGuidesCommandsInTheGuidesOrder() {
        assertThat(commands(steps(node("worker-1", Phase.DOCKERSHIM)))
                        .lines()
                        .map(line -> line.replaceAll(" .*?-E .*", " ...")))
                .containsExactly(
                        "kubectl cordon worker-1",
                        "kubectl drain worker-1 --ignore-daemonsets",
                        "sudo systemctl stop kubelet",
                        "sudo systemctl disable docker.service docker.socket --now",
                        "sudo mkdir -p /etc/containerd",
                        "containerd config default | sudo tee /etc/containerd/config.toml > /dev/null",
                        "grep -i cgroupDriver /var/lib/kubelet/config.yaml",
                        "sudo systemctl restart containerd",
                        "sudo ...",
                        "cat /var/lib/kubelet/kubeadm-flags.env",
                        "kubectl annotate node worker-1 --overwrite"
                                + " kubeadm.alpha.kubernetes.io/cri-socket=unix:///run/containerd/containerd.sock",
                        "sudo systemctl start kubelet",
                        "kubectl get node worker-1 -o wide",
                        "kubectl uncordon worker-1",
                        "sudo apt-get purge docker-ce docker-ce-cli");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.23.17,'--network-plugin=cni --pod-infra-container-image=k8s.gcr.io/pause:3.6',"
                + "'--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock"
                + " --pod-infra-container-image=k8s.gcr.io/pause:3.6'",
        "v1.23.17,'--pod-infra-container-image=k8s.gcr.io/pause:3.6 --network-plugin=cni',"
                + "'--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock"
                + " --pod-infra-container-image=k8s.gcr.io/pause:3.6'",
        "v1.22.9,'--container-runtime=remote --container-runtime-endpoint=/var/run/cri-dockerd.sock --v=2',"
                + "'--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock"
                + " --v=2'",
        "v1.27.1,'--container-runtime=remote --container-runtime-endpoint=unix:///var/run/dockershim.sock --v=2',"
                + "'--container-runtime-endpoint=unix:///run/containerd/containerd.sock --v=2'"
    })
    void theKubeletsFlagsAreWhatTheCommandMakesOfThem(
            String kubelet, String before, String after, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("kubeadm-flags.env");
        Files.writeString(file, "KUBELET_KUBEADM_ARGS=\"" + before + "\"\n");
        Phase phase = kubelet.startsWith("v1.27") ? Phase.UNSUPPORTED : Phase.DOCKERSHIM;
        String command = commands(
                        steps(node("n", phase).runtime("docker://20.10.7").kubelet(kubelet)))
                .lines()
                .filter(line -> line.startsWith("sudo sed"))
                .findFirst()
                .orElseThrow()
                .substring("sudo ".length())
                .replace("/var/lib/kubelet/kubeadm-flags.env", file.toString());

        assertThat(shell(command)).isEmpty();

        assertThat(file).hasContent("KUBELET_KUBEADM_ARGS=\"" + after + "\"");
        assertThat(directory.resolve("kubeadm-flags.env.dockershim"))
                .hasContent("KUBELET_KUBEADM_ARGS=\"" + before + "\"");
    }

    @Test
    void kubeadmOf134LooksIntoAFile() throws Exception {
        List<Step> steps =
                steps(node("n", Phase.UNSUPPORTED).runtime("docker://28.0.0").kubelet("v1.34.0"));
        String command = commands(steps)
                .lines()
                .filter(line -> line.startsWith("printf"))
                .findFirst()
                .orElseThrow();

        assertThat(commands(steps)).doesNotContain("cri-socket");
        assertThat(shell(command.replaceAll(" \\| sudo tee.*", ""))).isEqualTo("""
                        apiVersion: kubelet.config.k8s.io/v1beta1
                        kind: KubeletConfiguration
                        containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock"
                        """);
    }

    @Test
    void aDrainLosesNothingForGoodUnlessAskedTo() {
        Step drain = steps(
                        node("n", Phase.DOCKERSHIM),
                        Clusters.pod("a", "bare", "n", "", ""),
                        Clusters.pod("a", "data-0", "n", "StatefulSet", "data", false, true, false))
                .get(0);

        assertThat(drain.commands().get(1)).isEqualTo("kubectl drain n --ignore-daemonsets --delete-emptydir-data");
        assertThat(drain.notes())
                .containsExactly(
                        "Away until they have started elsewhere, since this is their only pod: a/data.",
                        "The drain refuses pods that nothing makes again: a/bare. Make them anew elsewhere, or add"
                                + " --force, which deletes them for good.",
                        "--delete-emptydir-data: what these keep in emptyDir volumes is lost: a/data-0.");
    }

    @ParameterizedTest
    @CsvSource({
        "K3S,false,sudo systemctl restart k3s-agent",
        "K3S,true,sudo systemctl restart k3s",
        "K0S,false,sudo systemctl restart k0sworker",
        "EKS,false,eksctl create nodegroup --config-file=FILE",
        "GKE,false,gcloud container clusters upgrade CLUSTER --node-pool=POOL --image-type=COS_CONTAINERD",
        "AKS,false,az aks nodepool upgrade --resource-group GROUP --cluster-name CLUSTER --name POOL"
                + " --kubernetes-version VERSION",
        "ACK,false,kubectl get node n -L alibabacloud.com/nodepool-id",
        "OTHER,false,systemctl cat kubelet"
    })
    void eachDistributionHasItsOwnWay(Distribution distribution, boolean controlPlane, String command) {
        Clusters.Node node = node("n", Phase.DOCKERSHIM).by(distribution);

        assertThat(commands(steps(controlPlane ? node.controlPlane() : node)).lines())
                .contains(command);
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void onlyKubeadmsNodesAreToldOfToKubeadm(Distribution distribution) {
        String commands = commands(steps(node("n", Phase.DOCKERSHIM).by(distribution)));

        assertThat(commands.contains("kubeadm")).isEqualTo(distribution == Distribution.KUBEADM);
    }

    @Test
    void windowsHasItsOwnTab() {
        List<Step> steps = steps(node("win-1", Phase.DOCKERSHIM).windows());

        assertThat(steps).extracting(Step::where).contains(Where.POWERSHELL).doesNotContain(Where.NODE);
        assertThat(commands(steps))
                .contains(".\\containerd.exe --register-service", "cri-socket=npipe:////./pipe/containerd-containerd");
    }

    @Test
    void ofAnUnknownNodeTheEndpointIsAskedFor() {
        assertThat(commands(steps(node("n", Phase.UNKNOWN)))).contains("/proc/\"$(pgrep -x kubelet)\"/cmdline");
    }

    @Test
    void anOldContainerdIsUpgradedInPlace() {
        assertThat(commands(steps(node("n", Phase.UNSUPPORTED)
                        .runtime("containerd://1.5.9")
                        .kubelet("v1.26.1"))))
                .contains("sudo systemctl restart containerd")
                .doesNotContain("docker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a; reboot", "$(reboot)", "--all", "-n", "a b", "a\nb", "A", "", "ä", "a'b", "a.", "\u001b[2J"})
    void noCommandIsMadeOfANameThatIsNone(String name) {
        for (Phase phase : List.of(Phase.DOCKERSHIM, Phase.UNKNOWN, Phase.UNSUPPORTED, Phase.DRAINING)) {
            assertThat(commands(steps(node(name, phase)))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "it's; $(reboot)", "a b", "arn:aws:eks:eu-west-1:1:cluster/prod"})
    void kubectlMeansTheClusterOfTheReport(String context) throws Exception {
        String command =
                new Kubectl("/tmp/a b", context).command("drain n").replaceFirst("^kubectl", "printf '%s\\\\n'");

        assertThat(shell(command).lines())
                .containsExactly("--kubeconfig", "/tmp/a b", "--context", context, "drain", "n");
    }

    /** What a command prints. */
    private static String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
