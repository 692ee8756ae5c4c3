package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.TestEvidence.NOW;
import static dev.dockershim.exporter.evidence.TestEvidence.containerd;
import static dev.dockershim.exporter.evidence.TestEvidence.criDockerd;
import static dev.dockershim.exporter.evidence.TestEvidence.dockershim;
import static dev.dockershim.exporter.evidence.TestEvidence.node;
import static dev.dockershim.exporter.evidence.TestEvidence.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.Check;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimeChecksTest {

    private static final String DOCKER = "docker://20.10.24";
    private static final String CONTAINERD = "unix:///run/containerd/containerd.sock";
    private static final String DOCKERSHIM = "/var/run/dockershim.sock";

    static Stream<Arguments> runtimeName() {
        return Stream.of(
                arguments("pass", containerd("1.7.1", "1.28.1")),
                arguments("pass", node("containerd://1.7.1", "1.28.1")),
                arguments("pass", node("cri-o://1.28.0", "1.28.1")),
                arguments("pass", criDockerd("1.23.17")),
                // trap: docker:// from 1.24 on can only be an adapter outside of the kubelet
                arguments("pass", node(DOCKER, "1.24.0")),
                arguments("fail", dockershim("1.23.17")),
                arguments("fail", node(DOCKER, "1.23.17").withFiles(null, null)),
                // trap: the column cannot tell cri-dockerd from dockershim
                arguments("unknown", node(DOCKER, "1.23.17")),
                arguments("unknown", node("", "1.23.17")),
                arguments("unknown", node("docker://Unknown", "1.24.0")),
                arguments("unknown", node("containerd://Unknown", "1.28.1")),
                arguments("unknown", node("containerd://1.6.8", "1.23.17").withFlags(null, null)),
                arguments(
                        "unknown",
                        node("containerd://1.7.1", "1.28.1").withReady(null, NOW.minus(Duration.ofHours(1)))),
                arguments("unknown", nothing()));
    }

    @ParameterizedTest
    @MethodSource
    void runtimeName(String verdict, TestEvidence evidence) {
        assertVerdict(new RuntimeNameCheck(), evidence, verdict);
    }

    static Stream<Arguments> kubeletVersion() {
        return Stream.of(
                arguments("pass", node(DOCKER, "1.24.0-rc.1")),
                arguments("pass", nothing().withKubelet("v1.30.2+k3s1")),
                arguments("pass", criDockerd("1.23.17")),
                arguments("pass", node("containerd://1.6.8", "v1.23.17-eks-0a21954")),
                arguments("fail", dockershim("1.23.17")),
                arguments("fail", dockershim("1.20.4")),
                arguments("unknown", node(DOCKER, "1.23.17")),
                arguments("unknown", node(DOCKER, null)),
                arguments("unknown", nothing()));
    }

    @ParameterizedTest
    @MethodSource
    void kubeletVersion(String verdict, TestEvidence evidence) {
        assertVerdict(new KubeletVersionWindow(), evidence, verdict);
    }

    @Test
    void anOldKubeletWithoutDockershimIsSaidToBeOutOfSupport() {
        assertThat(Verdicts.detail(new KubeletVersionWindow(), criDockerd("1.23.17")))
                .contains("out of support");
    }

    static Stream<Arguments> endpoint() {
        return Stream.of(
                arguments("pass", containerd("1.7.1", "1.28.1")),
                arguments("pass", criDockerd("1.23.17")),
                arguments("pass", nothing().withKubelet("1.28.1").withConfigz("unix:///opt/own.sock")),
                // trap: an empty endpoint is containerd's from 1.27 on
                arguments("pass", nothing().withKubelet("1.27.0").withConfigz((String) null)),
                // trap: files tell of the next start, and this kubelet may still run by dockershim
                arguments("unknown", nothing().withKubelet("1.23.1").withFiles("remote", CONTAINERD)),
                arguments("fail", dockershim("1.23.17")),
                // trap: the endpoint without --container-runtime=remote
                arguments("fail", nothing().withKubelet("1.23.17").withFlags(null, CONTAINERD)),
                arguments("fail", nothing().withKubelet("1.23.17").withFiles(null, null)),
                arguments("fail", nothing().withKubelet("1.24.1").withFlags("remote", DOCKERSHIM)),
                // trap: /configz tells nothing up to 1.26
                arguments("unknown", nothing().withKubelet("1.26.4").withConfigz((String) null)),
                arguments("unknown", node(DOCKER, "1.23.17")),
                arguments("unknown", nothing().withFlags(null, CONTAINERD)));
    }

    @ParameterizedTest
    @MethodSource
    void endpoint(String verdict, TestEvidence evidence) {
        assertVerdict(new EffectiveEndpointCheck(), evidence, verdict);
    }

    @Test
    void filesThatAreNotInForceYetAreToldBesideTheEndpointInUse() {
        assertThat(Verdicts.detail(
                        new EffectiveEndpointCheck(), dockershim("1.23.17").withFiles("remote", CONTAINERD)))
                .contains("uses dockershim (by the kubelet's default)")
                .contains("files name containerd")
                .contains("not been restarted");
    }

    @ParameterizedTest
    @CsvSource({
        // kubelet, on the command line, in the files ("-" is not seen)
        "1.23.17, -     , -     , unknown",
        "1.23.17,       , -     , pass",
        "1.23.17, -     ,       , pass",
        "1.23.17, remote, -     , pass",
        "1.25.1 , remote, remote, pass",
        "1.26.0 , remote, -     , fail",
        "1.26.0 ,       , remote, fail",
        "1.26.0 ,       , -     , pass",
        "1.27.0 ,       , remote, fail",
        "1.27.0 ,       ,       , pass",
        // trap: that a kubelet of 1.27 runs says nothing of its files
        "1.27.0 ,       , -     , unknown",
        "1.27.0 , -     , -     , unknown",
        "       , remote, -     , unknown",
        "       ,       ,       , pass",
        "       ,       , -     , unknown",
    })
    void removedFlag(@Nullable String kubelet, @Nullable String live, @Nullable String files, String verdict) {
        TestEvidence evidence = nothing().withKubelet(kubelet);
        if (!"-".equals(live)) {
            evidence = evidence.withFlags(live, CONTAINERD);
        }
        if (!"-".equals(files)) {
            evidence = evidence.withFiles(files, CONTAINERD);
        }
        assertVerdict(new RemovedFlag(), evidence, verdict);
    }

    @Test
    void aDistributionsFlagOfThatNameIsItsOwn() {
        assertVerdict(
                new RemovedFlag(),
                nothing()
                        .withKubelet("1.28.1")
                        .withProcess(new KubeletProcess(TestEvidence.settings("docker", null), true))
                        .withFiles("docker", null),
                "pass");
        assertVerdict(new RemovedFlag(), nothing().withKubelet("1.28.1").withFiles("k3s-docker", null), "pass");
    }

    static Stream<Arguments> scheme() {
        String bare = "/run/containerd/containerd.sock";
        KubeletSettings none = KubeletSettings.NONE;
        return Stream.of(
                arguments("pass", containerd("1.7.1", "1.28.1")),
                arguments("pass", nothing().withFiles(null, CONTAINERD)),
                arguments("pass", nothing().withConfigz(CONTAINERD)),
                arguments("fail", nothing().withFlags("remote", bare)),
                arguments("fail", nothing().withFiles(null, bare)),
                arguments(
                        "fail",
                        nothing().withFiles(new KubeletFiles(none, TestEvidence.settings(null, bare), null, true))),
                arguments("fail", nothing().withFiles(new KubeletFiles(none, none, Endpoint.parse(bare), true))),
                arguments("fail", nothing().withConfigz(bare)),
                arguments("fail", containerd("1.7.1", "1.28.1").withAnnotation(bare)),
                // trap: what cannot be read may hold a bare one
                arguments("unknown", containerd("1.7.1", "1.28.1").withBrokenFiles()),
                // trap: dockershim's own socket has no scheme
                arguments("pass", dockershim("1.23.17").withAnnotation(DOCKERSHIM)),
                arguments("unknown", nothing()),
                arguments("unknown", node("containerd://1.7.1", "1.28.1").withAnnotation(CONTAINERD)),
                arguments("unknown", nothing().withConfigz((String) null)));
    }

    @ParameterizedTest
    @MethodSource
    void scheme(String verdict, TestEvidence evidence) {
        assertVerdict(new EndpointScheme(), evidence, verdict);
    }

    static Stream<Arguments> criSocket() {
        KubeletSettings none = KubeletSettings.NONE;
        return Stream.of(
                arguments(
                        "pass",
                        containerd("1.7.1", "1.28.1").withAnnotation("unix:///var/run/containerd/containerd.sock")),
                arguments("pass", dockershim("1.23.17").withAnnotation(DOCKERSHIM)),
                arguments("pass", node("containerd://1.7.1", "1.28.1").withAnnotation(CONTAINERD)),
                // not kubeadm's: managed clouds never had it
                arguments("pass", containerd("1.7.1", "1.28.1")),
                // kubeadm 1.34 and later: instance-config.yaml
                arguments(
                        "pass",
                        containerd("2.1.0", "1.36.2")
                                .withAnnotation(null)
                                .withFiles(new KubeletFiles(none, none, Endpoint.parse(CONTAINERD), true))),
                arguments(
                        "fail",
                        containerd("2.1.0", "1.36.2")
                                .withAnnotation(null)
                                .withFiles(new KubeletFiles(
                                        none, none, Endpoint.parse("unix:///run/crio/crio.sock"), true))),
                arguments("fail", containerd("1.7.1", "1.28.1").withAnnotation(DOCKERSHIM)),
                // the vector of the phases: no endpoint in sight, and the runtime is not Docker
                arguments("fail", node("containerd://1.6.8", "1.23.17").withAnnotation(DOCKERSHIM)),
                arguments("fail", criDockerd("1.23.17").withAnnotation(DOCKERSHIM)),
                arguments("fail", dockershim("1.23.17").withAnnotation(CONTAINERD)),
                arguments("unknown", node(DOCKER, "1.23.17").withAnnotation(DOCKERSHIM)),
                arguments("unknown", containerd("1.7.1", "1.28.1").withAnnotation("unix:///opt/own.sock")),
                arguments("unknown", containerd("2.1.0", "1.36.2").withAnnotation(null)),
                arguments(
                        "unknown",
                        containerd("2.1.0", "1.36.2").withAnnotation(null).withFiles(null, CONTAINERD)),
                arguments("unknown", nothing().withKubelet("1.28.1").withFlags(null, CONTAINERD)));
    }

    @ParameterizedTest
    @MethodSource
    void criSocket(String verdict, TestEvidence evidence) {
        assertVerdict(new KubeadmCriSocket(), evidence, verdict);
    }

    @Test
    void aStaleSocketBlocksWhileTheNodeIsCordoned() {
        Check blocker = new Escalation(new KubeadmCriSocket(), new Cordoned());
        assertThat(blocker.info().id()).isEqualTo("RT-06-B");
        assertVerdict(blocker, containerd("1.7.1", "1.28.1").withAnnotation(DOCKERSHIM), "pass");
        assertVerdict(
                blocker,
                containerd("1.7.1", "1.28.1").withAnnotation(DOCKERSHIM).cordoned(),
                "fail");
        assertVerdict(
                blocker,
                containerd("1.7.1", "1.28.1").withAnnotation(CONTAINERD).cordoned(),
                "pass");
        assertVerdict(
                blocker, node(DOCKER, "1.23.17").withAnnotation(DOCKERSHIM).cordoned(), "unknown");
        assertVerdict(blocker, node(DOCKER, "1.23.17").withAnnotation(DOCKERSHIM), "pass");
        assertVerdict(blocker, nothing(), "unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "true , true , true , pass",
        "true , false, true , fail",
        "true , true , false, fail",
        "true , false,      , fail",
        "true ,      , true , unknown",
        "true , true ,      , unknown",
        "false,      ,      , fail",
    })
    void criAnswers(boolean answers, @Nullable Boolean runtime, @Nullable Boolean network, String verdict) {
        assertVerdict(
                new CriAnswers(),
                containerd("1.7.1", "1.28.1").withCri(cri(answers, "containerd", runtime, network)),
                verdict);
    }

    @Test
    void criThatWasNotAskedIsUnknownAndOneThatIsNotInUseDoesNotMatter() {
        assertVerdict(new CriAnswers(), containerd("1.7.1", "1.28.1"), "unknown");
        assertVerdict(new CriAnswers(), dockershim("1.23.17").withCri(cri(false, "", null, null)), "pass");
        assertVerdict(new CriAnswers(), dockershim("1.23.17").withCri(cri(true, "containerd", true, false)), "pass");
        assertVerdict(new CriAnswers(), dockershim("1.23.17").withCri(cri(true, "docker", true, false)), "fail");
        assertVerdict(new CriAnswers(), dockershim("1.23.17"), "unknown");
    }

    @Test
    void aConfigurationThatTurnsCriOffFailsBeforeTheNextStart() {
        assertVerdict(
                new CriAnswers(),
                containerd("1.7.1", "1.28.1").withCri("containerd", "1.7.1").withContainerd(config(true)),
                "fail");
        assertVerdict(
                new CriAnswers(),
                containerd("1.7.1", "1.28.1").withCri("containerd", "1.7.1").withContainerd(config(false)),
                "pass");
        // Docker's own containerd beside cri-dockerd
        assertVerdict(
                new CriAnswers(),
                criDockerd("1.28.1").withCri("docker", "20.10.24").withContainerd(config(true)),
                "pass");
    }

    @Test
    void beforeTheMoveContainerdMustHaveCriTurnedOn() {
        Check check = new CriPreflight();
        // trap: a socket of containerd is on each Docker host, and Docker's package turns CRI off
        assertVerdict(check, dockershim("1.23.17").withContainerd(config(true)), "fail");
        assertVerdict(check, dockershim("1.23.17").withContainerd(config(false)), "pass");
        assertVerdict(check, dockershim("1.23.17").withCri(cri(false, "", null, null)), "fail");
        assertVerdict(check, dockershim("1.23.17").withCri("containerd", "1.6.8"), "pass");
        assertVerdict(check, dockershim("1.23.17").withCri("docker", "20.10.24"), "unknown");
        assertVerdict(check, dockershim("1.23.17"), "unknown");
        assertVerdict(check, containerd("1.7.1", "1.28.1").withContainerd(config(true)), "pass");
        assertVerdict(check, criDockerd("1.28.1").withContainerd(config(true)), "pass");
        assertVerdict(check, nothing(), "unknown");
    }

    @ParameterizedTest
    @CsvSource({
        // runtime, kubelet, warning, blocker
        "containerd://1.5.9            , 1.25.0, fail   , pass",
        "containerd://1.5.9            , 1.26.0, fail   , fail",
        "containerd://1.4.13-0ubuntu1  , 1.27.0, fail   , fail",
        "containerd://1.6.0            , 1.26.0, pass   , pass",
        "containerd://1.6.2~ds1        , 1.26.0, pass   , pass",
        "containerd://2.1.0            , 1.33.0, pass   , pass",
        "containerd://dev              , 1.26.0, unknown, unknown",
        "containerd://dev              , 1.25.0, unknown, pass",
        "containerd://1.5.9            ,       , fail   , unknown",
        "docker://20.10.24             , 1.26.0, pass   , pass",
        "cri-o://1.25.0                , 1.26.0, pass   , pass",
        "''                            , 1.26.0, unknown, unknown",
    })
    void versionFloor(String runtime, @Nullable String kubelet, String warning, String blocker) {
        Check floor = new CriVersionFloor();
        assertVerdict(floor, node(runtime, kubelet), warning);
        assertVerdict(new Escalation(floor, new CriV1Wanted()), node(runtime, kubelet), blocker);
    }

    private static ContainerdConfig config(boolean criDisabled) {
        return new ContainerdConfig(criDisabled, false, 0, false, 0, null, 0, false, null, false, false);
    }

    private static CriStatus cri(boolean answers, String name, @Nullable Boolean runtime, @Nullable Boolean network) {
        return new CriStatus(answers, RuntimeName.of(name, "1.7.1"), runtime, network, null, null, 0, null);
    }

    private static void assertVerdict(Check check, TestEvidence evidence, String verdict) {
        assertThat(Verdicts.of(check, evidence))
                .as("%s: %s", check.info().id(), Verdicts.detail(check, evidence))
                .isEqualTo(verdict);
    }
}
