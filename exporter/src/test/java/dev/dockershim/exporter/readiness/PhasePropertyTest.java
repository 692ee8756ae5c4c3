package dev.dockershim.exporter.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.PhaseRule.Judged;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of the phase whatever a node is like, and whatever of it is seen. */
class PhasePropertyTest {

    private static final Set<Phase> LEFT_DOCKERSHIM = EnumSet.of(Phase.CRI_DOCKERD, Phase.MIGRATED);
    private static final List<@Nullable Version> KUBELETS = Arrays.asList(
            null, version("1.23.17"), version("1.24.0"), version("1.26.0"), version("1.27.0"), version("1.36.2"));

    /** Sources that can be taken away, one bit each. */
    private static final int SOURCES = 7;

    @Test
    void eachCombinationOfInputsHasOnePhaseAndItIsNeverGreenOnDoubt() {
        EnumSet<Phase> reached = EnumSet.noneOf(Phase.class);
        long combinations = 0;
        for (Kind runtime : Kind.values()) {
            for (Version kubelet : KUBELETS) {
                for (EndpointClass running : kindsAndNull()) {
                    for (EndpointClass configured : kindsAndNull()) {
                        for (EndpointClass annotation : kindsAndNull()) {
                            for (int bits = 0; bits < 512; bits++) {
                                PhaseInputs in = new PhaseInputs(
                                        runtime,
                                        (bits & 1) != 0,
                                        (bits & 2) != 0,
                                        (bits & 4) != 0 && runtime == Kind.CONTAINERD,
                                        kubelet,
                                        running,
                                        configured,
                                        (bits & 8) != 0,
                                        annotation,
                                        (bits & 16) != 0,
                                        (bits & 32) != 0,
                                        (bits & 64) != 0,
                                        (bits & 128) != 0,
                                        (bits & 256) != 0);
                                Judged judged = PhaseRule.judge(in);
                                combinations++;
                                reached.add(judged.phase());
                                if (contradicts(in, judged)) {
                                    throw new AssertionError(in + " is " + judged);
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(5L * 6 * 6 * 6 * 6 * 512);
        assertThat(reached).containsExactlyInAnyOrder(Phase.values());
    }

    private static boolean contradicts(PhaseInputs in, Judged judged) {
        boolean green = LEFT_DOCKERSHIM.contains(judged.phase());
        return (green && (!in.certain() || in.runtime() == Kind.UNKNOWN || in.running() == EndpointClass.DOCKERSHIM))
                || (judged.phase() == Phase.MIGRATED && in.runtime() == Kind.DOCKER)
                || (judged.phase() == Phase.CRI_DOCKERD && in.runtime() != Kind.DOCKER)
                || (green && judged.confidence() == Confidence.OBSERVED && !in.complete())
                || ((judged.phase() == Phase.UNKNOWN) != (judged.confidence() == Confidence.NONE));
    }

    @Test
    void takingEvidenceAwayNeverMakesANodeGreener() {
        Random random = new Random(77);
        EnumSet<Phase> reached = EnumSet.noneOf(Phase.class);
        int observed = 0;
        Judged[] judged = new Judged[1 << SOURCES];
        for (int i = 0; i < 100_000; i++) {
            Node node = Node.random(random);
            Duration sinceChange = random.nextInt(4) == 0 ? Duration.ofMinutes(random.nextInt(20)) : null;
            for (int seen = 0; seen < judged.length; seen++) {
                judged[seen] = PhaseRule.judge(node.evidence(seen), sinceChange, PhaseTiming.DEFAULT);
                reached.add(judged[seen].phase());
                observed += judged[seen].confidence() == Confidence.OBSERVED ? 1 : 0;
            }
            for (int seen = 0; seen < judged.length; seen++) {
                for (int source = 1; source < judged.length; source <<= 1) {
                    if ((seen & source) != 0 && greener(judged[seen], judged[seen & ~source])) {
                        throw new AssertionError(node + "\nsees " + Integer.toBinaryString(seen) + ": " + judged[seen]
                                + "\nwithout " + Integer.toBinaryString(source) + ": " + judged[seen & ~source]);
                    }
                }
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(Phase.values());
        assertThat(observed).isPositive();
    }

    /** Greener: from unknown to green at all, or to a greener phase that claims to be seen. */
    private static boolean greener(Judged before, Judged after) {
        if (!LEFT_DOCKERSHIM.contains(after.phase()) || after.phase().compareTo(before.phase()) <= 0) {
            return false;
        }
        return before.phase() == Phase.UNKNOWN || after.confidence() == Confidence.OBSERVED;
    }

    /** A node as it is; each of its sources may be in sight or not. Sources do not lie, but some are behind. */
    private record Node(
            @Nullable Version kubelet,
            NodeObject object,
            KubeletSettings running,
            @Nullable Endpoint merged,
            KubeletFiles files,
            CriStatus cri,
            RuntimeName pods,
            boolean embedded) {

        private static final String[] RUNTIMES = {
            "docker://20.10.24",
            "docker://Unknown",
            "containerd://1.5.9",
            "containerd://1.7.1",
            "containerd://Unknown",
            "cri-o://1.28.1",
            "own://2.0.1",
            ""
        };
        private static final String[] ENDPOINTS = {
            "/var/run/dockershim.sock",
            "unix:///run/cri-dockerd.sock",
            "unix:///run/containerd/containerd.sock",
            "unix:///run/crio/crio.sock",
            "unix:///opt/own.sock"
        };
        private static final String[] FLAGS = {"docker", "k3s-docker", "remote", "own"};

        static Node random(Random random) {
            Version kubelet = KUBELETS.get(random.nextInt(KUBELETS.size()));
            KubeletSettings running = settings(random);
            NodeObject object = new NodeObject(
                    RuntimeName.parse(pick(random, RUNTIMES)),
                    kubelet,
                    "linux",
                    random.nextBoolean(),
                    random.nextInt(3) == 0 ? null : random.nextBoolean(),
                    random.nextInt(5) == 0 ? null : TestEvidence.NOW.minusSeconds(random.nextInt(800)),
                    endpoint(random),
                    random.nextBoolean());
            KubeletSettings flags = random.nextBoolean() ? running : settings(random);
            KubeletFiles files = new KubeletFiles(
                    flags, new KubeletSettings(endpoint(random), null, null, false, false), null, random.nextBoolean());
            RuntimeName name = RuntimeName.parse(pick(random, RUNTIMES));
            boolean answers = random.nextInt(4) != 0;
            CriStatus cri =
                    new CriStatus(answers, answers ? name : RuntimeName.UNKNOWN, true, true, null, null, 0, null);
            RuntimeName pods = new RuntimeName(
                    random.nextInt(3) == 0
                            ? RuntimeName.parse(pick(random, RUNTIMES)).kind()
                            : object.runtime().kind(),
                    null);
            boolean embedded = random.nextInt(5) == 0;
            // A flag is part of what /configz merges, and k3s --docker starts the kubelet on its own cri-dockerd.
            Endpoint merged = running.endpoint();
            if (merged == null
                    && embedded
                    && (running.containerRuntime() == ContainerRuntimeFlag.DOCKER
                            || running.containerRuntime() == ContainerRuntimeFlag.K3S_DOCKER)) {
                merged = Endpoint.parse("unix:///run/cri-dockerd.sock");
            } else if (merged == null) {
                merged = endpoint(random);
            }
            if (kubelet != null && !kubelet.atLeast(1, 27, 0)) {
                merged = null;
            }
            return new Node(kubelet, object, running, merged, files, cri, pods, embedded);
        }

        NodeEvidence evidence(int seen) {
            Observed<Version> version = kubelet == null ? missing() : see(seen, 1, kubelet);
            return new NodeEvidence(
                    TestEvidence.NOW,
                    version,
                    see(seen, 2, object),
                    see(seen, 4, new KubeletProcess(running, embedded)),
                    see(seen, 8, files),
                    see(seen, 16, new KubeletSettings(merged, null, null, true, true)),
                    see(seen, 32, cri),
                    missing(),
                    missing(),
                    missing(),
                    missing(),
                    missing(),
                    missing(),
                    missing(),
                    see(seen, 64, pods));
        }

        private static KubeletSettings settings(Random random) {
            return TestEvidence.settings(
                    random.nextInt(3) == 0 ? pick(random, FLAGS) : null,
                    random.nextInt(3) == 0 ? null : pick(random, ENDPOINTS));
        }

        private static @Nullable Endpoint endpoint(Random random) {
            return random.nextInt(3) == 0 ? null : Endpoint.parse(pick(random, ENDPOINTS));
        }

        private static String pick(Random random, String[] values) {
            return values[random.nextInt(values.length)];
        }

        private static <T> Observed<T> see(int seen, int bit, T value) {
            return (seen & bit) == 0 ? missing() : Observed.seen(value);
        }

        private static <T> Observed<T> missing() {
            return Observed.missing(Reason.NOT_CONFIGURED, "not given");
        }
    }

    private static List<@Nullable EndpointClass> kindsAndNull() {
        return Stream.concat(Stream.of((EndpointClass) null), Arrays.stream(EndpointClass.values()))
                .toList();
    }

    private static @Nullable Version version(String text) {
        return Version.parse(text);
    }
}
