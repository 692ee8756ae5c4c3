package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.TestEvidence.containerd;
import static dev.dockershim.exporter.evidence.TestEvidence.criDockerd;
import static dev.dockershim.exporter.evidence.TestEvidence.dockershim;
import static dev.dockershim.exporter.evidence.TestEvidence.node;
import static dev.dockershim.exporter.evidence.TestEvidence.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerConfig.LogDriver;
import dev.dockershim.exporter.evidence.DockerConfig.Other;
import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.Check;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DockerChecksTest {

    private static final ContainerdConfig BARE =
            new ContainerdConfig(false, false, 0, false, 0, null, 0, false, null, false, false);

    @ParameterizedTest
    @CsvSource({
        // running, socket, directory, service, socket unit: on containerd
        "true , true , false, true , true , fail",
        "true , false, false, false, false, fail",
        "false, true , false, false, true , fail",
        "false, false, false, true , false, fail",
        "false, false, false, false, false, pass",
        // trap: a pod that mounts the socket leaves a directory
        "false, false, true , false, false, pass",
    })
    void dockerd(
            boolean running, boolean socket, boolean directory, boolean service, boolean socketUnit, String verdict) {
        DockerDaemon docker = new DockerDaemon(running, socket, directory, service, socketUnit, false, false, false);
        assertVerdict(new DockerdRunning(), migrated().withDocker(docker), verdict);
        assertVerdict(new DockerdRunning(), dockershim("1.23.17").withDocker(docker), "pass");
        assertVerdict(new DockerdRunning(), criDockerd("1.28.1").withDocker(docker), "pass");
        assertVerdict(new DockerdRunning(), nothing().withDocker(docker), verdict.equals("pass") ? "pass" : "unknown");
    }

    @ParameterizedTest
    @CsvSource({
        // installed, residue, data: DK-02, DK-03 on containerd
        "true , false, false, fail, pass",
        "false, true , false, pass, fail",
        "false, false, true , pass, fail",
        "false, false, false, pass, pass",
    })
    void leftOvers(boolean installed, boolean residue, boolean data, String packages, String residues) {
        DockerDaemon docker = new DockerDaemon(false, false, false, false, false, installed, residue, data);
        assertVerdict(new DockerPackages(), migrated().withDocker(docker), packages);
        assertVerdict(new DockershimResidue(), migrated().withDocker(docker), residues);
        for (Check check : List.of(new DockerPackages(), new DockershimResidue())) {
            // trap: on cri-dockerd it is all in use
            assertVerdict(check, criDockerd("1.28.1").withDocker(docker), "pass");
            assertVerdict(check, dockershim("1.23.17").withDocker(docker), "pass");
        }
        assertVerdict(new DockerPackages(), nothing().withDocker(docker), packages.equals("pass") ? "pass" : "unknown");
        assertVerdict(
                new DockershimResidue(), nothing().withDocker(docker), residues.equals("pass") ? "pass" : "unknown");
    }

    @Test
    void dockersHostWasNotToBeSeen() {
        for (Check check : List.of(new DockerdRunning(), new DockerPackages(), new DockershimResidue())) {
            assertVerdict(check, migrated(), "unknown");
        }
    }

    @Test
    void theRemedyNeverTakesContainerdAway() {
        assertThat(new DockerPackages().info().remedy())
                .contains("purge docker-ce docker-ce-cli")
                .doesNotContain("containerd.io");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aConfigurationThatIsMissingIsUnknownAndOneThatCannotBeParsedFails(Reason reason) {
        assertVerdict(
                new DockerConfigReadable(),
                migrated().withoutDockerConfig(reason),
                reason == Reason.INVALID ? "fail" : "unknown");
        for (Check check : settings()) {
            assertVerdict(check, migrated().withoutDockerConfig(reason), "unknown");
        }
    }

    @Test
    void defaultsPass() {
        assertVerdict(new DockerConfigReadable(), migrated().withDockerConfig(DockerConfig.DEFAULTS), "pass");
        for (Check check : settings()) {
            assertVerdict(check, migrated().withDockerConfig(DockerConfig.DEFAULTS), "pass");
            assertVerdict(check, nothing().withDockerConfig(DockerConfig.DEFAULTS), "pass");
        }
    }

    static List<Check> settings() {
        return List.of(
                new RegistryMirrors(),
                new InsecureRegistries(),
                new ContainerLogs(),
                new DataRoot(),
                new CgroupDrivers(),
                new DockerRuntimes(),
                new OtherDockerSettings());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSettingIsToBeCarriedOverBeforeTheMoveAndLostAfterIt(Check check) {
        DockerConfig all = new DockerConfig(
                2, 3, LogDriver.JOURNALD, 2, true, 0, CgroupDriver.SYSTEMD, 1, Set.of(Other.TCP_HOSTS));
        assertThat(Verdicts.of(
                        check,
                        kubelet(dockershim("1.23.17")).withDockerConfig(all).withContainerd(BARE)))
                .isEqualTo("fail");
        assertThat(Verdicts.detail(
                        check,
                        kubelet(dockershim("1.23.17")).withDockerConfig(all).withContainerd(BARE)))
                .endsWith("It has to be carried over before the move.");
        assertThat(Verdicts.of(check, kubelet(migrated()).withDockerConfig(all).withContainerd(BARE)))
                .isEqualTo("fail");
        assertThat(Verdicts.detail(
                        check, kubelet(migrated()).withDockerConfig(all).withContainerd(BARE)))
                .endsWith("The setting is no longer in force.");
        assertVerdict(check, nothing().withDockerConfig(all).withContainerd(BARE), "unknown");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void onCriDockerdASettingStaysInForce(Check check) {
        DockerConfig all = new DockerConfig(
                2, 3, LogDriver.JSON_FILE, 2, true, 2, CgroupDriver.SYSTEMD, 1, Set.of(Other.values()));
        assertVerdict(check, kubelet(criDockerd("1.28.1")).withDockerConfig(all), "pass");
    }

    @ParameterizedTest
    @CsvSource({
        // config_path, legacy mirrors, hosts of docker.io
        "true , 0, true , pass",
        "true , 0, false, fail",
        "false, 0, true , fail",
        "false, 0, false, fail",
        // trap: the deprecated form counts
        "false, 1, true , pass",
        "false, 1, false, fail",
        // trap: both are refused
        "true , 1, true , fail",
    })
    void mirrors(boolean configPath, int legacy, boolean hosts, String verdict) {
        ContainerdConfig config =
                new ContainerdConfig(false, configPath, legacy, hosts, 0, null, 0, false, null, false, false);
        assertVerdict(
                new RegistryMirrors(), migrated().withDockerConfig(mirrors(2)).withContainerd(config), verdict);
        assertVerdict(
                new RegistryMirrors(),
                dockershim("1.23.17").withDockerConfig(mirrors(1)).withContainerd(config),
                verdict);
    }

    @Test
    void whereContainerdIsNotInSightItDependsOnWhetherItIsThere() {
        Check check = new RegistryMirrors();
        assertVerdict(
                check, dockershim("1.23.17").withDockerConfig(mirrors(1)).withoutContainerd(Reason.ABSENT), "fail");
        assertVerdict(
                check,
                dockershim("1.23.17").withDockerConfig(mirrors(1)).withoutContainerd(Reason.FORBIDDEN),
                "unknown");
        assertVerdict(check, migrated().withDockerConfig(mirrors(1)).withoutContainerd(Reason.ABSENT), "unknown");
        assertVerdict(
                check,
                node("cri-o://1.28.0", "1.28.1").withDockerConfig(mirrors(1)).withContainerd(BARE),
                "unknown");
    }

    @Test
    void mirrorsAreCountedAndNotNamed() {
        assertThat(Verdicts.detail(
                        new RegistryMirrors(),
                        migrated().withDockerConfig(mirrors(2)).withContainerd(BARE)))
                .isEqualTo("Docker's configuration has 2 registry mirrors: containerd has no hosts for docker.io. The"
                        + " setting is no longer in force.");
    }

    @ParameterizedTest
    @CsvSource({
        // wanted, config_path, legacy, host directories
        "1, true , 0, 1, pass",
        "2, true , 0, 1, fail",
        "2, true , 0, 5, pass",
        "1, false, 0, 1, fail",
        "1, false, 1, 0, pass",
        "2, false, 1, 0, fail",
        "1, true , 1, 1, fail",
    })
    void insecureRegistries(int wanted, boolean configPath, int legacy, int directories, String verdict) {
        DockerConfig docker = new DockerConfig(0, wanted, null, 0, false, 0, null, 0, Set.of());
        ContainerdConfig config =
                new ContainerdConfig(false, configPath, legacy, false, directories, null, 0, false, null, false, false);
        assertVerdict(
                new InsecureRegistries(), migrated().withDockerConfig(docker).withContainerd(config), verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // driver, options, kubelet's files say how to rotate (empty: not seen), on containerd, on cri-dockerd
        "JSON_FILE, 0,      , pass   , pass",
        "JSON_FILE, 2, true , pass   , pass",
        "JSON_FILE, 2, false, fail   , pass",
        "JSON_FILE, 2,      , unknown, pass",
        "         , 1, true , pass   , pass",
        "         , 1, false, fail   , pass",
        "JOURNALD , 0, true , fail   , fail",
        "OTHER    , 3, true , fail   , fail",
    })
    void logs(
            @Nullable LogDriver driver,
            int options,
            @Nullable Boolean rotates,
            String onContainerd,
            String onCriDockerd) {
        DockerConfig docker = new DockerConfig(0, 0, driver, options, false, 0, null, 0, Set.of());
        assertVerdict(new ContainerLogs(), rotating(migrated(), rotates).withDockerConfig(docker), onContainerd);
        assertVerdict(
                new ContainerLogs(), rotating(criDockerd("1.28.1"), rotates).withDockerConfig(docker), onCriDockerd);
        // trap: /configz shows defaults as if they were set
        if (rotates == null) {
            assertVerdict(
                    new ContainerLogs(),
                    migrated()
                            .withConfigz(new KubeletSettings(null, null, null, true, true))
                            .withDockerConfig(docker),
                    onContainerd);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // data-root, storage settings, containerd's root
        "true , 0, true , pass",
        "true , 0, false, fail",
        "true , 2, false, fail",
        "true , 1, true , unknown",
        "false, 1, false, unknown",
    })
    void dataRoot(boolean dataRoot, int storage, boolean root, String verdict) {
        DockerConfig docker = new DockerConfig(0, 0, null, 0, dataRoot, storage, null, 0, Set.of());
        ContainerdConfig config = new ContainerdConfig(false, false, 0, false, 0, null, 0, root, null, false, false);
        assertVerdict(new DataRoot(), migrated().withDockerConfig(docker).withContainerd(config), verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // containerd, kubelet's version, kubelet's driver, containerd's SystemdCgroup: verdict
        "1.7.1, 1.28.1, SYSTEMD , true , pass",
        "1.7.1, 1.28.1, SYSTEMD , false, fail",
        "1.7.1, 1.28.1, SYSTEMD ,      , fail",
        "1.7.1, 1.28.1, CGROUPFS,      , pass",
        "1.7.1, 1.28.1, CGROUPFS, true , fail",
        "1.7.1, 1.28.1,         , true , unknown",
        // the kubelet asks the runtime from 1.31 on, which containerd answers since 2.0
        "1.7.1, 1.31.0, CGROUPFS, true , fail",
        "2.0.0, 1.31.0, CGROUPFS, true , pass",
        "2.0.0, 1.30.0, CGROUPFS, true , fail",
    })
    void cgroupDrivers(
            String version, String kubelet, @Nullable CgroupDriver driver, @Nullable Boolean systemd, String verdict) {
        ContainerdConfig config =
                new ContainerdConfig(false, false, 0, false, 0, systemd, 0, false, null, false, false);
        TestEvidence evidence = containerd(version, kubelet)
                .withConfigz(new KubeletSettings(null, null, driver, true, true))
                .withDockerConfig(cgroups(CgroupDriver.SYSTEMD));
        assertVerdict(new CgroupDrivers(), evidence, "unknown");
        assertVerdict(new CgroupDrivers(), evidence.withContainerd(config), verdict);
    }

    @Test
    void theRuntimesOwnWordOnCgroupsComesBeforeItsFile() {
        ContainerdConfig file = new ContainerdConfig(false, false, 0, false, 0, false, 0, false, null, false, false);
        assertVerdict(
                new CgroupDrivers(),
                kubelet(migrated())
                        .withDockerConfig(cgroups(CgroupDriver.SYSTEMD))
                        .withContainerd(file)
                        .withCri(cri(true, 0)),
                "pass");
    }

    @Test
    void onCriDockerdTheKubeletAndDockerHaveToAgreeOnCgroups() {
        assertVerdict(
                new CgroupDrivers(),
                kubelet(criDockerd("1.28.1")).withDockerConfig(cgroups(CgroupDriver.CGROUPFS)),
                "fail");
        assertVerdict(
                new CgroupDrivers(), criDockerd("1.28.1").withDockerConfig(cgroups(CgroupDriver.CGROUPFS)), "unknown");
    }

    @Test
    void theKubeletsDriverIsTakenFromFlagsBeforeFiles() {
        KubeletSettings systemd = new KubeletSettings(null, null, CgroupDriver.SYSTEMD, false, false);
        KubeletSettings cgroupfs = new KubeletSettings(null, null, CgroupDriver.CGROUPFS, false, false);
        TestEvidence evidence = criDockerd("1.28.1").withDockerConfig(cgroups(CgroupDriver.SYSTEMD));
        assertVerdict(new CgroupDrivers(), evidence.withFiles(new KubeletFiles(systemd, cgroupfs, null, true)), "pass");
        assertVerdict(
                new CgroupDrivers(),
                evidence.withFiles(new KubeletFiles(KubeletSettings.NONE, cgroupfs, null, true)),
                "fail");
    }

    @Test
    void runtimes() {
        DockerConfig docker = new DockerConfig(0, 0, null, 0, false, 0, null, 2, Set.of());
        ContainerdConfig two = new ContainerdConfig(false, false, 0, false, 0, null, 1, false, null, false, false);
        Check check = new DockerRuntimes();
        assertVerdict(check, migrated().withDockerConfig(docker).withContainerd(two), "pass");
        assertVerdict(check, migrated().withDockerConfig(docker).withCri(cri(null, 1)), "pass");
        assertVerdict(check, migrated().withDockerConfig(docker).withCri(cri(null, 0)), "unknown");
        assertVerdict(
                check, migrated().withDockerConfig(docker).withCri(cri(null, 0)).withContainerd(BARE), "fail");
    }

    @ParameterizedTest
    @CsvSource({
        // set, containerd's unit has proxies, limits
        "TCP_HOSTS      , true , true , fail",
        "USER_NAMESPACES, true , true , fail",
        "LIVE_RESTORE   , false, false, pass",
        "BRIDGE         , false, false, pass",
        "PROXIES        , true , false, pass",
        "PROXIES        , false, true , fail",
        "ULIMITS        , false, true , pass",
        "ULIMITS        , true , false, fail",
    })
    void others(Other other, boolean proxies, boolean ulimits, String verdict) {
        DockerConfig docker = new DockerConfig(0, 0, null, 0, false, 0, null, 0, Set.of(other));
        ContainerdConfig config =
                new ContainerdConfig(false, false, 0, false, 0, null, 0, false, null, proxies, ulimits);
        assertVerdict(
                new OtherDockerSettings(), migrated().withDockerConfig(docker).withContainerd(config), verdict);
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 0, pass", "5, 0, 2, fail", "5, 1, 2, fail", "5, 1, 0, unknown", "0, 0, 0, unknown"})
    void scripts(int read, int unread, int using, String verdict) {
        assertVerdict(new DockerInScripts(), nothing().withScripts(new NodeScripts(read, unread, using)), verdict);
        assertVerdict(new DockerInScripts(), nothing(), "unknown");
    }

    private static TestEvidence migrated() {
        return containerd("1.7.1", "1.28.1");
    }

    /** The kubelet's files are read, and it makes its cgroups by systemd where Docker's successor does not. */
    private static TestEvidence kubelet(TestEvidence evidence) {
        return evidence.withConfigz(new KubeletSettings(null, null, CgroupDriver.SYSTEMD, true, true));
    }

    private static TestEvidence rotating(TestEvidence evidence, @Nullable Boolean rotates) {
        return rotates == null
                ? evidence
                : evidence.withFiles(new KubeletFiles(
                        KubeletSettings.NONE, new KubeletSettings(null, null, null, rotates, false), null, true));
    }

    private static DockerConfig mirrors(int number) {
        return new DockerConfig(number, 0, null, 0, false, 0, null, 0, Set.of());
    }

    private static DockerConfig cgroups(CgroupDriver driver) {
        return new DockerConfig(0, 0, null, 0, false, 0, driver, 0, Set.of());
    }

    private static CriStatus cri(@Nullable Boolean systemd, int handlers) {
        return new CriStatus(true, RuntimeName.of("containerd", "1.7.1"), true, true, systemd, null, handlers, null);
    }

    private static void assertVerdict(Check check, TestEvidence evidence, String verdict) {
        assertThat(Verdicts.of(check, evidence))
                .as("%s: %s", check.info().id(), Verdicts.detail(check, evidence))
                .isEqualTo(verdict);
    }
}
