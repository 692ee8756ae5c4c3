package dev.dockershim.exporter.readiness;

import static dev.dockershim.exporter.evidence.TestEvidence.NOW;
import static dev.dockershim.exporter.evidence.TestEvidence.criDockerd;
import static dev.dockershim.exporter.evidence.TestEvidence.dockershim;
import static dev.dockershim.exporter.evidence.TestEvidence.node;
import static dev.dockershim.exporter.evidence.TestEvidence.nothing;
import static dev.dockershim.exporter.readiness.NodeReadiness.Confidence.INFERRED;
import static dev.dockershim.exporter.readiness.NodeReadiness.Confidence.NONE;
import static dev.dockershim.exporter.readiness.NodeReadiness.Confidence.OBSERVED;
import static dev.dockershim.exporter.readiness.Phase.CRI_DOCKERD;
import static dev.dockershim.exporter.readiness.Phase.DOCKERSHIM;
import static dev.dockershim.exporter.readiness.Phase.DRAINING;
import static dev.dockershim.exporter.readiness.Phase.MIGRATED;
import static dev.dockershim.exporter.readiness.Phase.MIGRATING;
import static dev.dockershim.exporter.readiness.Phase.UNKNOWN;
import static dev.dockershim.exporter.readiness.Phase.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PhaseRuleTest {

    private static final String CONTAINERD = "unix:///run/containerd/containerd.sock";
    private static final String DOCKER = "docker://20.10.24";

    static Stream<Arguments> vectors() {
        return Stream.of(
                arguments("docker, 1.23, no flags", dockershim("1.23.17"), DOCKERSHIM, OBSERVED),
                arguments("the same, cordoned", dockershim("1.23.17").cordoned(), DRAINING, OBSERVED),
                arguments(
                        "the same, kubelet stopped",
                        dockershim("1.23.17").cordoned().withReady(null, NOW.minus(Duration.ofMinutes(2))),
                        MIGRATING,
                        OBSERVED),
                arguments("docker, 1.23, remote and cri-dockerd.sock", criDockerd("1.23.17"), CRI_DOCKERD, INFERRED),
                arguments("docker, 1.25, no evidence", node(DOCKER, "1.25.3"), CRI_DOCKERD, INFERRED),
                arguments(
                        "containerd, 1.23, annotation of dockershim, cordoned",
                        node("containerd://1.6.8", "1.23.17")
                                .withAnnotation("/var/run/dockershim.sock")
                                .cordoned(),
                        MIGRATING,
                        INFERRED),
                arguments(
                        "the same, uncordoned",
                        node("containerd://1.6.8", "1.23.17").withAnnotation("/var/run/dockershim.sock"),
                        MIGRATED,
                        INFERRED),
                arguments(
                        "containerd, 1.27, --container-runtime=remote in the files",
                        node("containerd://1.7.1", "1.27.2").withFiles("remote", CONTAINERD),
                        UNSUPPORTED,
                        OBSERVED),
                arguments("docker of unknown version, 1.23", node("docker://Unknown", "1.23.17"), UNKNOWN, NONE));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("nothing at all", nothing(), UNKNOWN, NONE),
                arguments("a kubelet alone", nothing().withKubelet("1.30.1"), UNKNOWN, NONE),
                arguments("an empty name", node("", "1.30.1"), UNKNOWN, NONE),
                // 1
                arguments(
                        "dockershim's socket in the files of 1.24",
                        node(DOCKER, "1.24.1").withFiles(null, "/var/run/dockershim.sock"),
                        UNSUPPORTED,
                        OBSERVED),
                arguments(
                        "dockershim's socket on the command line of 1.24",
                        node(DOCKER, "1.24.1").withFlags("remote", "/var/run/dockershim.sock"),
                        UNSUPPORTED,
                        OBSERVED),
                arguments(
                        "--container-runtime is still known to 1.26",
                        node("containerd://1.7.1", "1.26.2").withFiles("remote", CONTAINERD),
                        MIGRATED,
                        INFERRED),
                arguments(
                        "a distribution's flag of that name",
                        node(DOCKER, "1.28.1")
                                .withProcess(new KubeletProcess(TestEvidence.settings("docker", null), true))
                                .withFiles("docker", null),
                        CRI_DOCKERD,
                        OBSERVED),
                arguments(
                        "--docker in k3s' files, and k3s not seen to run",
                        node(DOCKER, "1.28.1")
                                .withFiles(new KubeletFiles(
                                        TestEvidence.settings("k3s-docker", null), KubeletSettings.NONE, null, false)),
                        CRI_DOCKERD,
                        INFERRED),
                arguments("containerd 1.5 below 1.26", node("containerd://1.5.9", "1.26.0"), UNSUPPORTED, OBSERVED),
                arguments("containerd 1.5 below 1.25", node("containerd://1.5.9", "1.25.0"), MIGRATED, INFERRED),
                arguments("containerd 1.6 below 1.26", node("containerd://1.6.0", "1.26.0"), MIGRATED, INFERRED),
                // 2
                arguments(
                        "silent for longer than 5 minutes, and not ready",
                        node("containerd://1.7.1", "1.26.2").withReady(null, NOW.minus(Duration.ofSeconds(301))),
                        UNKNOWN,
                        NONE),
                arguments(
                        "ready, and confirmed only each 5 minutes",
                        node("containerd://1.7.1", "1.26.2").withReady(true, NOW.minus(Duration.ofSeconds(310))),
                        MIGRATED,
                        INFERRED),
                arguments(
                        "ready, and silent for longer than 10 minutes",
                        node("containerd://1.7.1", "1.26.2").withReady(true, NOW.minus(Duration.ofSeconds(601))),
                        UNKNOWN,
                        NONE),
                arguments("never heard of", node("containerd://1.7.1", "1.26.2").withReady(true, null), UNKNOWN, NONE),
                arguments(
                        "silent, and its endpoint in sight",
                        TestEvidence.containerd("1.7.1", "1.26.2").withReady(null, NOW.minus(Duration.ofHours(1))),
                        MIGRATED,
                        INFERRED),
                arguments(
                        "silent, and its containers tell",
                        node("containerd://1.7.1", "1.26.2")
                                .withReady(true, NOW.minus(Duration.ofHours(1)))
                                .withPodRuntime("containerd"),
                        MIGRATED,
                        INFERRED),
                // 3
                arguments(
                        "files edited, not restarted",
                        dockershim("1.23.17").withFiles("remote", CONTAINERD),
                        MIGRATING,
                        OBSERVED),
                arguments(
                        "files of cri-dockerd, not restarted",
                        dockershim("1.23.17").withFiles("remote", "unix:///run/cri-dockerd.sock"),
                        MIGRATING,
                        OBSERVED),
                arguments(
                        "files of containerd, and Docker still told",
                        node(DOCKER, "1.23.17").withFiles("remote", CONTAINERD),
                        MIGRATING,
                        INFERRED),
                arguments(
                        "another runtime answers CRI",
                        node(DOCKER, "1.23.17").withCri("containerd", "1.6.8"),
                        MIGRATING,
                        INFERRED),
                arguments(
                        "containerd answers beside a kubelet that is seen on dockershim",
                        dockershim("1.23.17").withCri("containerd", "1.6.8"),
                        DOCKERSHIM,
                        OBSERVED),
                arguments(
                        "the kubelet runs on containerd, and the Node object is behind",
                        node(DOCKER, "1.23.17").withFlags("remote", CONTAINERD),
                        MIGRATING,
                        OBSERVED),
                arguments(
                        "the way back to dockershim",
                        node("containerd://1.6.8", "1.23.17").withFlags(null, null),
                        MIGRATING,
                        OBSERVED),
                // 5
                arguments("docker, 1.23, nothing else", node(DOCKER, "1.23.17"), DOCKERSHIM, INFERRED),
                arguments("not ready, not cordoned", dockershim("1.23.17").withReady(false, NOW), DOCKERSHIM, OBSERVED),
                arguments("pods alone", nothing().withKubelet("1.23.1").withPodRuntime("docker"), DOCKERSHIM, INFERRED),
                // 6
                arguments(
                        "docker, 1.23, annotation of cri-dockerd",
                        node(DOCKER, "1.23.17").withAnnotation("unix:///var/run/cri-dockerd.sock"),
                        CRI_DOCKERD,
                        INFERRED),
                arguments(
                        "the annotation is ahead of the files",
                        node(DOCKER, "1.23.17")
                                .withAnnotation("unix:///var/run/cri-dockerd.sock")
                                .withFiles(null, null),
                        DOCKERSHIM,
                        INFERRED),
                arguments(
                        "all of cri-dockerd in sight",
                        criDockerd("1.23.17").withFiles("remote", "unix:///run/cri-dockerd.sock"),
                        CRI_DOCKERD,
                        OBSERVED),
                arguments(
                        "cri-dockerd by /configz, without the API server",
                        nothing()
                                .withKubelet("1.36.2")
                                .withConfigz("unix:///run/cri-dockerd.sock")
                                .withCri("docker", "20.10.24"),
                        CRI_DOCKERD,
                        INFERRED),
                // 7
                arguments(
                        "all of containerd in sight",
                        TestEvidence.containerd("1.7.1", "1.28.2").withFiles(null, CONTAINERD),
                        MIGRATED,
                        OBSERVED),
                arguments(
                        "cordoned for another reason",
                        TestEvidence.containerd("1.7.1", "1.28.2")
                                .withFiles(null, CONTAINERD)
                                .cordoned(),
                        MIGRATED,
                        OBSERVED),
                arguments("cri-o", node("cri-o://1.28.1", "1.28.2"), MIGRATED, INFERRED),
                arguments("another", node("own://3", "1.28.2"), UNKNOWN, NONE),
                arguments("another with a version", node("own://3.1", "1.28.2"), MIGRATED, INFERRED),
                arguments(
                        "containerd by /configz and CRI, without the API server",
                        nothing().withKubelet("1.36.2").withConfigz(CONTAINERD).withCri("containerd", "2.3.4"),
                        MIGRATED,
                        INFERRED),
                arguments(
                        "containerd answers, and whether the kubelet uses it is not to be seen",
                        nothing().withKubelet("1.25.2").withCri("containerd", "1.7.1"),
                        UNKNOWN,
                        NONE),
                // 8
                arguments("docker, kubelet unknown", node(DOCKER, null), UNKNOWN, NONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"vectors", "rules"})
    void aNodeIsWhereTheRulesSay(String what, TestEvidence evidence, Phase phase, Confidence confidence) {
        assertThat(PhaseRule.judge(evidence.build(), null, PhaseTiming.DEFAULT))
                .as(what)
                .isEqualTo(new PhaseRule.Judged(phase, confidence));
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, MIGRATING",
        "599, true, MIGRATING",
        "600, true, MIGRATED",
        "0, false, MIGRATED",
        ", true, MIGRATED"
    })
    void aRuntimeThatChangedLatelyOnACordonedNodeIsStillOnItsWay(
            @Nullable Integer seconds, boolean cordoned, Phase phase) {
        TestEvidence evidence = node("containerd://1.6.8", "1.23.17");
        Duration since = seconds == null ? null : Duration.ofSeconds(seconds);
        assertThat(PhaseRule.judge((cordoned ? evidence.cordoned() : evidence).build(), since, PhaseTiming.DEFAULT)
                        .phase())
                .isEqualTo(phase);
    }
}
