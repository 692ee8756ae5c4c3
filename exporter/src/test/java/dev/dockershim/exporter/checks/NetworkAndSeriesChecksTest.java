package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.TestEvidence.containerd;
import static dev.dockershim.exporter.evidence.TestEvidence.criDockerd;
import static dev.dockershim.exporter.evidence.TestEvidence.dockershim;
import static dev.dockershim.exporter.evidence.TestEvidence.node;
import static dev.dockershim.exporter.evidence.TestEvidence.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.ServedSeries.By;
import dev.dockershim.exporter.evidence.ServedSeries.One;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkAndSeriesChecksTest {

    @ParameterizedTest
    @CsvSource({
        "containerd://1.5.11         , pass",
        "containerd://1.6.0          , fail",
        "containerd://1.6.2-0ubuntu1 , fail",
        "containerd://1.6.3          , fail",
        "containerd://1.6.4          , pass",
        "containerd://2.0.0          , pass",
        "containerd://Unknown        , unknown",
        "docker://20.10.24           , pass",
        "cri-o://1.28.0              , pass",
        "''                          , unknown",
    })
    void containerdRelease(String runtime, String verdict) {
        assertVerdict(new ContainerdRelease(), node(runtime, "1.24.1"), verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // declared, version, plug-ins, loopback: CN-02, CN-03, CN-04
        "true , 0.3.1, CNI_0_4, CNI_1_0, pass   , pass   , pass",
        "true , 0.4.0, UNKNOWN, CNI_0_4, pass   , pass   , fail",
        "true , 1.0.0, CNI_1_0, CNI_1_0, pass   , pass   , pass",
        "true , 1.0.0, CNI_0_4, UNKNOWN, pass   , fail   , unknown",
        "true , 1.0.0, UNKNOWN, ABSENT , pass   , unknown, fail",
        "true , 1.1.0, CNI_1_0, CNI_1_0, pass   , unknown, pass",
        "true , 1.1.0, CNI_0_4, CNI_1_0, pass   , fail   , pass",
        "true , 0.3.1, ABSENT , CNI_1_0, pass   , fail   , pass",
        "true ,      , CNI_1_0, CNI_1_0, unknown, unknown, pass",
        "false,      , CNI_0_4, CNI_1_0, fail   , pass   , pass",
        "false,      , ABSENT , CNI_1_0, fail   , fail   , pass",
    })
    void cni(
            boolean declared,
            @Nullable String version,
            PluginSupport plugins,
            PluginSupport loopback,
            String declares,
            String supports,
            String loops) {
        TestEvidence evidence = containerd("1.7.1", "1.28.1")
                .withCni(new CniConfig(declared, Version.parse(version), plugins, loopback));
        assertVerdict(new CniVersionDeclared(), evidence, declares);
        assertVerdict(new PluginSupportsConfig(), evidence, supports);
        assertVerdict(new LoopbackPlugin(), evidence, loops);
    }

    @Test
    void cniWasNotToBeSeen() {
        assertVerdict(new CniVersionDeclared(), nothing(), "unknown");
        assertVerdict(new PluginSupportsConfig(), nothing(), "unknown");
        assertVerdict(new LoopbackPlugin(), nothing(), "unknown");
    }

    @Test
    void noLoopbackPluginIsNeededWhereContainerdMakesIt() {
        CniConfig old = cni("1.0.0", PluginSupport.CNI_1_0, PluginSupport.CNI_0_4);
        CriStatus cri = new CriStatus(true, RuntimeName.of("containerd", "1.7.1"), true, true, null, null, 0, true);
        ContainerdConfig config = new ContainerdConfig(false, false, 0, false, 0, null, 0, false, true, false, false);
        assertVerdict(new LoopbackPlugin(), nothing().withCni(old).withCri(cri), "pass");
        assertVerdict(new LoopbackPlugin(), nothing().withCri(cri), "pass");
        assertVerdict(new LoopbackPlugin(), nothing().withCni(old).withContainerd(config), "pass");
        assertVerdict(new LoopbackPlugin(), nothing().withCni(old), "fail");
    }

    @Test
    void anAffectedContainerdAndAPluginThatDoesNotFitBlockTogether() {
        Check release = check("CN-01-B");
        Check declared = check("CN-02-B");
        Check loopback = check("CN-04-B");
        CniConfig good = cni("0.3.1", PluginSupport.CNI_1_0, PluginSupport.CNI_1_0);
        CniConfig oldLoopback = cni("0.3.1", PluginSupport.CNI_1_0, PluginSupport.CNI_0_4);
        CniConfig oldPlugin = cni("1.0.0", PluginSupport.CNI_0_4, PluginSupport.CNI_1_0);
        CniConfig undeclared = new CniConfig(false, null, PluginSupport.CNI_1_0, PluginSupport.CNI_1_0);
        CniConfig stripped = cni("1.0.0", PluginSupport.UNKNOWN, PluginSupport.UNKNOWN);
        assertVerdict(release, affected().withCni(good), "pass");
        assertVerdict(release, affected().withCni(oldLoopback), "fail");
        assertVerdict(release, affected().withCni(oldPlugin), "fail");
        assertVerdict(release, affected().withCni(undeclared), "fail");
        assertVerdict(release, affected().withCni(stripped), "unknown");
        assertVerdict(release, affected(), "unknown");
        assertVerdict(release, mended().withCni(undeclared), "pass");
        assertVerdict(declared, affected().withCni(undeclared), "fail");
        assertVerdict(declared, mended().withCni(undeclared), "pass");
        assertVerdict(declared, affected().withCni(good), "pass");
        assertVerdict(declared, nothing().withCni(undeclared), "unknown");
        assertVerdict(loopback, affected().withCni(oldLoopback), "fail");
        assertVerdict(loopback, mended().withCni(oldLoopback), "pass");
        assertVerdict(loopback, affected(), "unknown");
        assertVerdict(loopback, mended(), "pass");
    }

    @ParameterizedTest
    @CsvSource({
        // who serves them, seen: verdict
        "BRIDGE , true , pass",
        "BRIDGE , false, pass",
        "KUBELET, true , pass",
        // trap: what versions let expect was not seen
        "KUBELET, false, unknown",
        "NONE   , true , fail",
        "BOTH   , true , fail",
        "PARTIAL, true , fail",
    })
    void series(By by, boolean seen, String verdict) {
        assertVerdict(new ContainerFsGap(), nothing().withSeries(served(13, by, seen)), verdict);
    }

    @Test
    void oneOfThirteenIsEnoughToFailOrNotToTell() {
        List<One> one = new ArrayList<>(served(12, By.BRIDGE, true).series());
        assertVerdict(new ContainerFsGap(), nothing().withSeries(new ServedSeries(one, true)), "unknown");
        List<One> none = new ArrayList<>(one);
        none.add(new One("container_fs_usage_bytes", By.NONE));
        assertVerdict(new ContainerFsGap(), nothing().withSeries(new ServedSeries(none, true)), "fail");
        // trap: a remote snapshotter has no capacity and no inodes
        List<One> capacity = new ArrayList<>(one);
        capacity.add(new One("container_fs_limit_bytes", By.PARTIAL));
        assertVerdict(new ContainerFsGap(), nothing().withSeries(new ServedSeries(capacity, true)), "unknown");
        assertVerdict(new ContainerFsGap(), nothing(), "unknown");
    }

    @Test
    void theSeriesAreNotThoseOfWindows() {
        TestEvidence windows = nothing()
                .withNode(new NodeObject(
                        RuntimeName.parse("containerd://1.7.1"),
                        null,
                        "windows",
                        false,
                        true,
                        TestEvidence.NOW,
                        null,
                        false))
                .withSeries(served(13, By.BRIDGE, true));
        assertVerdict(new ContainerFsGap(), windows, "unknown");
    }

    @Test
    void criDockerdLosesLabelsFrom124On() {
        Check check = new CriDockerdLabels();
        assertVerdict(check, criDockerd("1.24.0"), "fail");
        assertVerdict(check, node("docker://20.10.24", "1.36.2"), "fail");
        assertVerdict(check, criDockerd("1.23.17"), "pass");
        assertVerdict(check, dockershim("1.23.17"), "pass");
        assertVerdict(check, containerd("1.7.1", "1.28.1"), "pass");
        // behind which of the two adapters does not matter up to 1.23
        assertVerdict(check, node("docker://20.10.24", "1.23.17"), "pass");
        assertVerdict(check, node("docker://20.10.24", "1.23.17").withReady(true, null), "unknown");
        assertVerdict(check, node("docker://Unknown", "1.23.17"), "unknown");
        assertVerdict(
                check, node("docker://20.10.24", null).withFlags("remote", "unix:///run/cri-dockerd.sock"), "unknown");
        assertVerdict(check, nothing(), "unknown");
    }

    private static TestEvidence affected() {
        return containerd("1.6.2", "1.24.1");
    }

    private static TestEvidence mended() {
        return containerd("1.6.8", "1.24.1");
    }

    private static Check check(String id) {
        return Catalogue.of(List.of()).checks().stream()
                .filter(check -> check.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static CniConfig cni(String version, PluginSupport plugins, PluginSupport loopback) {
        return new CniConfig(true, Version.parse(version), plugins, loopback);
    }

    private static ServedSeries served(int number, By by, boolean seen) {
        List<One> series = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            series.add(new One("container_fs_reads_total_" + i, by));
        }
        return new ServedSeries(series, seen);
    }

    private static void assertVerdict(Check check, TestEvidence evidence, String verdict) {
        assertThat(Verdicts.of(check, evidence))
                .as("%s: %s", check.info().id(), Verdicts.detail(check, evidence))
                .isEqualTo(verdict);
    }
}
