package dev.dockershim.exporter.hostroot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginVersionsTest {

    private static final String PLUGIN = "/opt/cni/bin/plugin";
    private static final String OLD =
            "mod\texample.com/x\t(devel)\t\ndep\tgithub.com/containernetworking/cni\tv0.8.1\th1:x=\n";
    private static final String NEW = OLD.replace("v0.8.1", "v1.1.2");

    @TempDir
    private Path directory;

    private HostTree tree;

    @BeforeEach
    void makeTree() {
        tree = new HostTree(directory);
    }

    static Stream<Arguments> machines() {
        return Stream.of(true, false)
                .flatMap(wide -> Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                        .map(order -> Arguments.of(wide, order)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void bothFormsAreReadOfAllMachines(boolean wide, ByteOrder order) {
        assertThat(of(GoProgram.inline(wide, order, OLD))).isEqualTo(PluginSupport.CNI_0_4);
        assertThat(of(GoProgram.inline(wide, order, NEW))).isEqualTo(PluginSupport.CNI_1_0);
        assertThat(of(GoProgram.pointed(wide, order, OLD))).isEqualTo(PluginSupport.CNI_0_4);
        assertThat(of(GoProgram.pointed(wide, order, NEW))).isEqualTo(PluginSupport.CNI_1_0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dep,github.com/containernetworking/cni,v1.0.0,h1:x=               | CNI_1_0
                    dep,github.com/containernetworking/cni,v1.0.1-0.20211019,h1:x=    | CNI_1_0
                    dep,github.com/containernetworking/cni,v0.7.1                     | CNI_0_4
                    mod,github.com/containernetworking/cni,v1.2.0,h1:x=               | CNI_1_0
                    mod,github.com/containernetworking/plugins,v1.4.0,h1:x=           | CNI_1_0
                    mod,github.com/containernetworking/plugins,v0.8.6,h1:x=           | CNI_0_4
                    mod,github.com/containernetworking/plugins,(devel),               | UNKNOWN
                    mod,example.com/x,v1.4.0,h1:x=                                    | UNKNOWN
                    dep,github.com/containernetworking/cnifake,v1.0.0                 | UNKNOWN
                    dep,github.com/containernetworking/cni,broken                     | UNKNOWN
                    dep,github.com/containernetworking/cni                            | UNKNOWN
                    dep,github.com/containernetworking/cni,v1.0.0;=>,example.com/fork,v0.8.0,h1:x= | CNI_0_4
                    dep,github.com/containernetworking/cni,v1.0.0;=>,./local,         | UNKNOWN
                    =>,example.com/fork,v0.8.0                                        | UNKNOWN
                    mod,github.com/containernetworking/plugins,(devel),;build,-ldflags="-X a/buildversion.BuildVersion=v1.1.1" | CNI_1_0
                    mod,github.com/containernetworking/plugins,(devel),;build,-ldflags="-X a/buildversion.BuildVersion=v0.9.1" | CNI_0_4
                    mod,example.com/x,(devel),;build,-ldflags="-X a/buildversion.BuildVersion=v1.1.1" | UNKNOWN
                    """)
    void theModulesTell(String modules, PluginSupport support) {
        String text = modules.replace(',', '\t').replace(';', '\n') + "\n";
        assertThat(of(GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, text))).isEqualTo(support);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#!/bin/sh\nexec real-plugin\n", "\u007fELF"})
    void whatIsNoProgramOfGoIsNotKnown(String content) {
        assertThat(of(content.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(PluginSupport.UNKNOWN);
    }

    @Test
    void aCutFileIsNotKnown() {
        byte[] program = GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, NEW);
        for (int length = 0; length < program.length; length++) {
            assertThat(of(Arrays.copyOf(program, length))).isEqualTo(PluginSupport.UNKNOWN);
        }
    }

    @Test
    void buildInformationBeyondAllReasonIsNotKnown() {
        byte[] program = GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, NEW + "dep\ta\tb\n".repeat(100_000));
        assertThat(of(program)).isEqualTo(PluginSupport.UNKNOWN);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(new PluginVersions(tree.host()).of(PLUGIN)).isEqualTo(PluginSupport.ABSENT);
    }

    @Test
    void aDirectoryIsNotKnown() {
        tree.directory(PLUGIN);
        assertThat(new PluginVersions(tree.host()).of(PLUGIN)).isEqualTo(PluginSupport.UNKNOWN);
    }

    @Test
    void aLargeProgramIsNotReadWhole() throws IOException {
        tree.file(PLUGIN, GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, NEW));
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("opt/cni/bin/plugin").toFile(), "rw")) {
            file.setLength(4L << 30);
        }
        assertThat(new PluginVersions(tree.host()).of(PLUGIN)).isEqualTo(PluginSupport.CNI_1_0);
    }

    @Test
    void aFileIsReadAgainOnlyIfItsStateIsAnother() throws IOException {
        HostRoot host = new HostRoot(directory, () -> System.currentTimeMillis() + 3_600_000);
        PluginVersions versions = new PluginVersions(host);
        tree.file(PLUGIN, GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, NEW));
        FileTime then = Files.getLastModifiedTime(directory.resolve("opt/cni/bin/plugin"));
        host.beginPass();
        assertThat(versions.of(PLUGIN)).isEqualTo(PluginSupport.CNI_1_0);
        replaceByOld(then);
        assertThat(versions.of(PLUGIN)).as("looked at before in this pass").isEqualTo(PluginSupport.CNI_1_0);
        host.endPass();
        assertThat(versions.of(PLUGIN)).as("of the same size and time").isEqualTo(PluginSupport.CNI_0_4);
    }

    @Test
    void whatWasJustWrittenIsReadAgain() throws IOException {
        HostRoot host = new HostRoot(directory);
        PluginVersions versions = new PluginVersions(host);
        tree.file(PLUGIN, GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, NEW));
        host.beginPass();
        assertThat(versions.of(PLUGIN)).isEqualTo(PluginSupport.CNI_1_0);
        replaceByOld(Files.getLastModifiedTime(directory.resolve("opt/cni/bin/plugin")));
        assertThat(versions.of(PLUGIN)).isEqualTo(PluginSupport.CNI_0_4);
        host.endPass();
    }

    private void replaceByOld(FileTime time) throws IOException {
        Path other = directory.resolve("opt/cni/bin/other");
        Files.write(other, GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, OLD));
        Files.setLastModifiedTime(other, time);
        Files.move(other, directory.resolve("opt/cni/bin/plugin"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void realPluginsAreRead() {
        for (String name : List.of("loopback", "bridge", "host-local")) {
            String path = "/opt/cni/bin/" + name;
            assertThat(new PluginVersions(HostTree.recorded("kubeadm-1.27-containerd")).of(path))
                    .isEqualTo(PluginSupport.CNI_1_0);
            assertThat(new PluginVersions(HostTree.recorded("cri-dockerd")).of(path))
                    .isEqualTo(PluginSupport.CNI_0_4);
        }
    }

    private PluginSupport of(byte[] program) {
        tree.file(PLUGIN, program);
        return new PluginVersions(tree.host()).of(PLUGIN);
    }
}
