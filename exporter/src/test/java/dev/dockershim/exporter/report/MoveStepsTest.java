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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    private static List<String> titles(List<Step> steps) {
        return steps.stream().map(Step::title).toList();
    }

    @Test
    void theGuidesStepsInAnOrderThatIsSafe() {
        assertThat(titles(steps(node("worker-1", Phase.DOCKERSHIM))))
                .containsExactly(
                        "Empty the node",
                        "Have containerd ready before Docker stops",
                        "Tell kubeadm the new socket",
                        "Stop the kubelet and Docker",
                        "Configure containerd",
                        "Let the kubelet use containerd",
                        "Start the kubelet",
                        "See whether it is healthy",
                        "Only when it is healthy, take it back",
                        "Only if it stays unhealthy: the way back to Docker",
                        "After the way back, tell kubeadm the old socket",
                        "Optional, when no way back is needed: remove Docker Engine");
    }

    @Test
    void aControlPlanesEtcdIsSavedAndKubectlNotNeededWhileItsApiServerIsAway() {
        List<Step> steps = steps(node("cp-1", Phase.DOCKERSHIM).controlPlane());
        List<String> titles = titles(steps);
        List<Step> away =
                steps.subList(titles.indexOf("Stop the kubelet and Docker"), titles.indexOf("Start the kubelet"));

        assertThat(titles.get(0)).isEqualTo("See that all of etcd is well, and save it");
        assertThat(commands(steps)).contains("exec etcd-cp-1 -- etcdctl", "snapshot save");
        assertThat(away).extracting(Step::where).containsOnly(Where.NODE);
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void nothingElseIsInTheBlockThatTakesANodeBack(Distribution distribution) {
        for (Phase phase : Phase.values()) {
            Plan plan = Plan.of(Clusters.of(node("n", phase).by(distribution)), false, Kubectl.PLAIN);
            assertThat(plan.nodes().stream()
                            .flatMap(planned -> planned.steps().stream())
                            .filter(step -> commands(List.of(step)).contains("uncordon")))
                    .allSatisfy(step -> assertThat(step.commands()).containsExactly("kubectl uncordon n"));
        }
    }

    @Test
    void whatIsInTheWayComesFirst() {
        Step first = steps(node("n", Phase.DOCKERSHIM).fails("WL-01")).get(0);

        assertThat(first.title()).isEqualTo("Before: settle what is in the way");
        assertThat(first.notes()).singleElement().asString().startsWith("WL-01: It fails. ");
    }

    @Test
    void aKubeletNewerThanItsApiServerIsToldSo() {
        Step first = steps(node("n", Phase.UNSUPPORTED).kubelet("v1.24.1").runtime("docker://20.10.7"))
                .get(0);

        assertThat(first.notes())
                .singleElement()
                .asString()
                .startsWith("The kubelet is 1.24.1, the API server 1.23.17");
        assertThat(titles(steps(node("n", Phase.DOCKERSHIM).kubelet("v1.23.99")))
                        .get(0))
                .isEqualTo("Empty the node");
    }

    @Test
    void aMoveThatHasBegunIsLookedAtFirst() {
        assertThat(titles(steps(node("n", Phase.DRAINING))).get(0)).isEqualTo("See what is done already");
        assertThat(titles(steps(node("n", Phase.MIGRATING).runtime("docker://20.10.7")))
                        .get(0))
                .isEqualTo("See what is done already");
        assertThat(commands(steps(node("n", Phase.MIGRATING))))
                .contains("annotate", "uncordon")
                .doesNotContain("drain", "systemctl stop", "sed -i");
    }

    @Test
    void criDockerdIsStoppedWithItsDocker() {
        String commands =
                commands(Plan.of(Clusters.of(node("n", Phase.CRI_DOCKERD).kubelet("v1.24.4")), false, Kubectl.PLAIN)
                        .nodes()
                        .get(0)
                        .steps());

        assertThat(commands)
                .contains(
                        "disable --now cri-docker.service cri-docker.socket docker.service docker.socket",
                        "cri-socket=unix:///var/run/cri-dockerd.sock");
    }

    @Test
    void withoutDockershimThereIsNoWayBack() {
        assertThat(commands(steps(
                        node("n", Phase.UNSUPPORTED).runtime("docker://20.10.7").kubelet("v1.24.4"))))
                .doesNotContain("systemctl enable --now docker");
    }

    @ParameterizedTest
    @EnumSource(
            value = Distribution.class,
            names = {"OTHER", "RKE1"})
    void whoseInstallerIsToBeAskedIsNotTouchedByHand(Distribution distribution) {
        for (Phase phase : List.of(Phase.DOCKERSHIM, Phase.DRAINING, Phase.MIGRATING, Phase.UNSUPPORTED)) {
            for (Clusters.Node node : List.of(node("n", phase), node("n", phase).windows())) {
                List<Step> steps = steps(node.by(distribution).runtime("docker://20.10.7"));

                assertThat(steps.get(0).where()).isEqualTo(Where.PROVIDER);
                assertThat(commands(steps).lines()).allMatch(line -> line.startsWith("kubectl "));
            }
        }
    }

    @Test
    void aPoolIsMovedOnceAndByItsName() {
        Plan plan = Plan.of(
                Clusters.of(
                        node("e-1", Phase.DOCKERSHIM).by(Distribution.EKS).pool("old", "prod"),
                        node("e-2", Phase.DOCKERSHIM).by(Distribution.EKS).pool("old", "prod"),
                        node("g-1", Phase.DOCKERSHIM).by(Distribution.GKE).pool("p1", ""),
                        node("g-2", Phase.DOCKERSHIM).by(Distribution.GKE).pool("p1", "")),
                true,
                Kubectl.PLAIN);

        assertThat(plan.nodes()).extracting(PlannedNode::name).containsExactly("e-1", "e-2", "g-1", "g-2");
        assertThat(commands(plan.nodes().get(0).steps()))
                .contains("eksctl create nodegroup", "kubectl cordon e-1 e-2", "kubectl drain e-1")
                .doesNotContain("eksctl delete");
        assertThat(commands(plan.nodes().get(1).steps()))
                .contains("kubectl drain e-2", "eksctl delete nodegroup --cluster=prod --name=old")
                .doesNotContain("eksctl create");
        assertThat(commands(plan.nodes().get(2).steps())).contains("--node-pool=p1 ");
        assertThat(commands(plan.nodes().get(3).steps())).isEmpty();
    }

    /** What containerd 1.6 and 2.0 print, but for what no command looks at. */
    private static final String V1 = """
            disabled_plugins = []
            version = 2
            [plugins."io.containerd.grpc.v1.cri"]
              sandbox_image = "registry.k8s.io/pause:3.6"
              systemd_cgroup = false
              [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                runtime_type = "io.containerd.runc.v2"
                [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                  BinaryName = ""
                  SystemdCgroup = false
            """;

    private static final String V2 = """
            version = 3
            disabled_plugins = []
            [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
              runtime_type = 'io.containerd.runc.v2'
              [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
                BinaryName = ''
                SystemdCgroup = false
            """;

    private static final String WITHOUT = V1.replace("      SystemdCgroup = false\n", "");
    private static final String STUB = "disabled_plugins = [\"cri\"]\n";

    static Stream<Arguments> configurations() {
        String systemd = "cgroupDriver: systemd\n";
        return Stream.of(
                Arguments.of("", V1, systemd, "", V1.replace("SystemdCgroup = false", "SystemdCgroup = true")),
                Arguments.of("", V2, systemd, "", V2.replace("SystemdCgroup = false", "SystemdCgroup = true")),
                Arguments.of("", V1, "cgroupDriver: cgroupfs\n", "", V1),
                Arguments.of("", V2, "kind: KubeletConfiguration\n", "", V2),
                Arguments.of("", V1, "cgroupDriver: \"systemd\"\n", "--cgroup-driver=cgroupfs", V1),
                Arguments.of("", V2, "# cgroupDriver: systemd\n", "", V2),
                Arguments.of(
                        "",
                        V1,
                        "",
                        "--cgroup-driver=systemd --network-plugin=cni",
                        V1.replace("SystemdCgroup = false", "SystemdCgroup = true")),
                Arguments.of(STUB, V2, systemd, "", V2.replace("SystemdCgroup = false", "SystemdCgroup = true")),
                Arguments.of(
                        V1.replace("[]", "[\"aufs\", \"cri\"]") + "# mine\n",
                        V2,
                        systemd,
                        "",
                        V1.replace("[]", "[\"aufs\", ]").replace("SystemdCgroup = false", "SystemdCgroup = true")
                                + "# mine\n"),
                Arguments.of(
                        WITHOUT,
                        V2,
                        systemd,
                        "",
                        WITHOUT.replace("runc.options]\n", "runc.options]\n  SystemdCgroup = true\n")));
    }

    /** The block itself runs, twice, since somebody will paste it twice. */
    @ParameterizedTest
    @MethodSource("configurations")
    void containerdIsSetUpForTheKubeletsCgroupDriverAndWhatWasThereIsKept(
            String before, String defaults, String kubelet, String flags, String after, @TempDir Path root)
            throws Exception {
        Path file = root.resolve("etc/containerd/config.toml");
        Path backup = root.resolve("etc/containerd/config.toml.dockershim");
        Files.createDirectories(root.resolve("var/lib/kubelet"));
        Files.writeString(root.resolve("var/lib/kubelet/config.yaml"), kubelet);
        Files.writeString(
                root.resolve("var/lib/kubelet/kubeadm-flags.env"), "KUBELET_KUBEADM_ARGS=\"" + flags + "\"\n");
        if (!before.isEmpty()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, before);
        }
        Files.writeString(root.resolve("defaults"), defaults);
        Step step = titled("Configure containerd", steps(node("n", Phase.DOCKERSHIM)));

        run(step, root);

        assertThat(file).hasContent(after);
        if (!before.isEmpty()) {
            assertThat(backup).hasContent(before);
        }
        Files.writeString(file, after + "# edited\n");
        run(step, root);
        assertThat(file).hasContent(after + "# edited\n");
        if (!before.isEmpty()) {
            assertThat(backup).hasContent(before);
        }
    }

    @Test
    void flagsThatAreChangedTwiceHaveTheFirstBackupAndCanBeBroughtBack(@TempDir Path root) throws Exception {
        Path file = root.resolve("var/lib/kubelet/kubeadm-flags.env");
        Files.createDirectories(file.getParent());
        String before = "KUBELET_KUBEADM_ARGS=\"--network-plugin=cni --v=2\"\n";
        Files.writeString(file, before);
        Files.createDirectories(root.resolve("etc/default"));
        Files.writeString(root.resolve("etc/default/kubelet"), "KUBELET_EXTRA_ARGS=--container-runtime=docker\n");
        List<Step> steps = steps(node("n", Phase.DOCKERSHIM));
        Step edit = titled("Let the kubelet use containerd", steps);

        assertThat(run(edit, root)).contains("KUBELET_EXTRA_ARGS=--container-runtime=docker");
        String after = Files.readString(file);
        run(edit, root);

        assertThat(file).hasContent(after);
        assertThat(after).contains("--container-runtime-endpoint=unix:///run/containerd/containerd.sock --v=2");
        assertThat(root.resolve("var/lib/kubelet/kubeadm-flags.env.dockershim")).hasContent(before);
        run(titled("Only if it stays unhealthy: the way back to Docker", steps), root);
        assertThat(file).hasContent(before);
    }

    @Test
    void withoutContainerdNothingIsStopped(@TempDir Path root) throws Exception {
        Step stop = titled("Stop the kubelet and Docker", steps(node("n", Phase.DOCKERSHIM)));

        assertThat(run(stop, root)).contains("systemctl stop kubelet", "systemctl disable --now docker.service");
        Files.writeString(root.resolve("bin/containerd"), "#!/bin/sh\nexit 1\n");
        assertThat(runAs(stop, root)).isEmpty();
    }

    private static Step titled(String title, List<Step> steps) {
        return steps.stream()
                .filter(step -> step.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** A block as it is pasted, below a directory of its own, with programs that tell what they are asked for. */
    private static String run(Step step, Path root) throws Exception {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.writeString(bin.resolve("sudo"), "#!/bin/sh\nexec \"$@\"\n");
        Files.writeString(
                bin.resolve("containerd"),
                "#!/bin/sh\n[ \"$1\" = config ] && cat " + root + "/defaults || echo containerd\n");
        for (String program : List.of("systemctl", "ctr", "crictl", "docker")) {
            Files.writeString(bin.resolve(program), "#!/bin/sh\necho " + program + " \"$@\" cri\n");
        }
        return runAs(step, root);
    }

    private static String runAs(Step step, Path root) throws Exception {
        Path bin = root.resolve("bin");
        for (String program : List.of("sudo", "containerd", "systemctl", "ctr", "crictl", "docker")) {
            assertThat(bin.resolve(program).toFile().setExecutable(true)).isTrue();
        }
        return shell("PATH=" + bin + ":$PATH\n"
                + commands(List.of(step)).replace("/etc/", root + "/etc/").replace("/var/lib/", root + "/var/lib/")
                + "\ntrue");
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
                .filter(line -> line.startsWith("sudo sed") && line.contains("KUBELET_KUBEADM_ARGS"))
                .findFirst()
                .orElseThrow()
                .substring("sudo ".length())
                .replace("/var/lib/kubelet/kubeadm-flags.env", file.toString());

        assertThat(shell(command)).isEmpty();

        assertThat(file).hasContent("KUBELET_KUBEADM_ARGS=\"" + after + "\"");
    }

    @Test
    void kubeadmOf134LooksIntoAFile() throws Exception {
        List<Step> steps =
                steps(node("n", Phase.UNSUPPORTED).runtime("docker://28.0.0").kubelet("v1.34.0"));
        String command = commands(steps)
                .lines()
                .filter(line -> line.startsWith("printf") && line.contains("KubeletConfiguration"))
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

    @Test
    void allThatIsLostIsNamed() {
        Step drain = steps(
                        node("n", Phase.DOCKERSHIM),
                        IntStream.range(0, 9)
                                .mapToObj(i -> Clusters.pod("a", "job-" + i, "n", "Job", "job", false, true, false))
                                .toArray(ClusterPod[]::new))
                .get(0);

        assertThat(drain.notes())
                .singleElement()
                .asString()
                .contains("a/job-0, ")
                .endsWith("a/job-8.");
    }

    @ParameterizedTest
    @CsvSource({
        "K3S,false,sudo systemctl start k3s-agent",
        "K3S,true,sudo systemctl start k3s",
        "K0S,false,sudo systemctl start k0sworker",
        "EKS,false,eksctl create nodegroup --config-file=FILE",
        "GKE,false,gcloud container clusters upgrade CLUSTER --node-pool=POOL --image-type=COS_CONTAINERD",
        "AKS,false,az aks nodepool upgrade --resource-group GROUP --cluster-name CLUSTER --name POOL"
                + " --kubernetes-version VERSION",
        "ACK,false,kubectl get node n -L alibabacloud.com/nodepool-id",
        "OTHER,false,kubectl drain n --ignore-daemonsets"
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

        assertThat(commands.contains("kubeadm.alpha")).isEqualTo(distribution == Distribution.KUBEADM);
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
                .contains("--only-upgrade containerd.io && sudo systemctl restart containerd kubelet")
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
