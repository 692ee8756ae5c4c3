package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.TemporaryHost.reason;
import static dev.dockershim.exporter.hostroot.TemporaryHost.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessesTest {

    @TempDir
    private Path directory;

    private TemporaryHost host;

    @BeforeEach
    void makeHost() {
        host = new TemporaryHost(directory);
    }

    @Test
    void findsThoseOfInterestOnly() throws IOException {
        host.process(20, "kubelet", "/usr/bin/kubelet", "--v=2", "")
                .process(30, "containerd-shim", "containerd-shim")
                .process(40, "dockerd", "dockerd");
        host.file("/proc/self/comm", "kubelet\n").file("/proc/20x/comm", "kubelet\n");
        ProcessList list = seen(host.processes());
        assertThat(list.all()).extracting(HostProcess::name).containsExactly("kubelet", "dockerd");
        assertThat(seen(list.named("kubelet").get(0).words())).containsExactly("/usr/bin/kubelet", "--v=2");
        assertThat(list.runs("dockerd")).isTrue();
        assertThat(list.runs("containerd")).isFalse();
    }

    @Test
    void aZombieHasNoCommandLineAndIsNone() throws IOException {
        assertThat(seen(host.process(20, "dockerd").processes()).all()).isEmpty();
    }

    @Test
    void aProcessThatEndsInBetweenIsSkipped() throws IOException {
        host.process(20, "dockerd", "dockerd");
        Files.createDirectories(directory.resolve("proc/21"));
        host.file("/proc/22/comm", "kubelet\n");
        assertThat(seen(host.processes()).all()).extracting(HostProcess::name).containsExactly("dockerd");
    }

    @Test
    void aProcessThatTookAnotherNameIsSeen() throws IOException {
        host.process(20, "sh", "sh", "-c", "exec dockerd");
        assertThat(seen(host.processes()).runs("dockerd")).isFalse();
        host.process(20, "dockerd", "dockerd");
        assertThat(seen(host.processes()).runs("dockerd")).isTrue();
        host.process(20, "sleep", "sleep", "1");
        assertThat(seen(host.processes()).runs("dockerd")).isFalse();
    }

    @Test
    void aNameOfTheLongestFormIsNoOther() throws IOException {
        host.process(20, "containerd-shim-runc-v2", "x").process(21, "dockerd        x", "x");
        assertThat(seen(host.processes()).all()).isEmpty();
    }

    @Test
    void noLinkLeadsOut() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path inside = Files.createDirectory(directory.resolve("inside"));
        TemporaryHost within = new TemporaryHost(inside);
        new TemporaryHost(outside).file("/comm", "dockerd\n").file("/cmdline", "dockerd\0");
        within.process(20, "sleep", "sleep").link("/proc/30", "../../outside");
        within.link("/proc/31/comm", "../../../outside/comm").link("/proc/32/comm", outside + "/comm");
        assertThat(seen(within.processes()).all()).isEmpty();
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        host.process(20, "dockerd", "dockerd").pipe("/proc/21/comm");
        assertThat(reason(host.processes())).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void theFingerprintTellsListsApart() throws IOException {
        host.process(20, "kubelet", "kubelet", "--a", "b").process(30, "dockerd", "dockerd");
        String before = seen(host.processes()).fingerprint();
        assertThat(seen(host.process(40, "sleep", "sleep").processes()).fingerprint())
                .isEqualTo(before);

        assertThat(seen(host.process(20, "kubelet", "kubelet", "--ab").processes())
                        .fingerprint())
                .isNotEqualTo(before);
        assertThat(seen(host.process(20, "kubelet", "kubelet", "--a", "b", "").processes())
                        .fingerprint())
                .isEqualTo(before);
        assertThat(seen(host.process(30, "containerd", "dockerd").processes()).fingerprint())
                .isNotEqualTo(before);
        assertThat(before).hasSize(64).doesNotContain("kubelet");
    }

    @Test
    void anotherPlaceOfProcIsRead() throws IOException {
        host.file("/mnt/proc/1/comm", "dockerd\n").file("/mnt/proc/1/cmdline", "dockerd\0");
        assertThat(seen(new Processes(host.root(), "/mnt/proc").look()).runs("dockerd"))
                .isTrue();
    }

    @Test
    void withoutProcItIsNotGranted() throws IOException {
        assertThat(reason(host.processes())).isEqualTo(Reason.ABSENT);
        host.file("/proc/version", "Linux");
        assertThat(reason(host.processes())).isEqualTo(Reason.ABSENT);
    }

    /** hidepid=2 leaves only the reader's own processes to be seen. */
    @Test
    void withoutTheFirstProcessTheOthersAreHidden() throws IOException {
        host.file("/proc/77/comm", "java\n");
        assertThat(reason(host.processes())).isEqualTo(Reason.FORBIDDEN);
    }

    /** hidepid=1 shows processes whose files refuse to be read; here by being no files, as root may read any. */
    @ParameterizedTest
    @ValueSource(strings = {"comm", "cmdline"})
    void aProcessThatMayNotBeReadIsHidden(String name) throws IOException {
        host.process(20, "kubelet", "kubelet");
        Files.delete(directory.resolve("proc/20").resolve(name));
        Files.createDirectory(directory.resolve("proc/20").resolve(name));
        assertThat(reason(host.processes())).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void anEndlessCommandLineIsUnknownAndItsProcessRuns() throws IOException {
        host.process(20, "dockerd", "dockerd");
        try (RandomAccessFile line =
                new RandomAccessFile(directory.resolve("proc/20/cmdline").toFile(), "rw")) {
            line.setLength(1L << 30);
        }
        ProcessList list = seen(host.processes());
        assertThat(list.runs("dockerd")).isTrue();
        assertThat(reason(list.named("dockerd").get(0).words())).isEqualTo(Reason.FAILED);
    }

    @Test
    void thisMachinesProcessesAreRead() {
        ProcessList list = seen(new Processes(new HostRoot(Path.of("/"))).look());
        assertThat(List.copyOf(list.all()))
                .allSatisfy(process -> assertThat(process.name())
                        .isIn(
                                "kubelet",
                                "kubelite",
                                "k3s",
                                "k3s-server",
                                "k3s-agent",
                                "rke2",
                                "dockerd",
                                "containerd"));
    }
}
