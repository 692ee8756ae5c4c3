package dev.dockershim.exporter.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.EffectiveEndpoint.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveEndpointTest {

    private static final String CONTAINERD = "unix:///run/containerd/containerd.sock";

    @ParameterizedTest
    @CsvSource({
        // kubelet, --container-runtime, --container-runtime-endpoint, what it means, by what
        "1.23.17,       ,                                   , DOCKERSHIM , DEFAULT",
        "1.23.17, docker,                                   , DOCKERSHIM , FLAG",
        "1.23.17, rkt   ,                                   , DOCKERSHIM , FLAG",
        "1.23.17,       , unix:///run/containerd/containerd.sock, DOCKERSHIM , DEFAULT",
        "1.23.17, docker, unix:///run/containerd/containerd.sock, DOCKERSHIM , FLAG",
        "1.23.17, remote, unix:///run/containerd/containerd.sock, CONTAINERD , FLAG",
        "1.23.17, remote, /var/run/crio/crio.sock            , CRI_O      , FLAG",
        "1.23.17, remote, unix:///var/run/cri-dockerd.sock   , CRI_DOCKERD, FLAG",
        "1.23.17, remote, unix:///var/run/dockershim.sock    , DOCKERSHIM , FLAG",
        "1.23.17, remote,                                    , DOCKERSHIM , DEFAULT",
        "1.24.0 ,       , unix:///run/cri-dockerd.sock       , CRI_DOCKERD, FLAG",
        "1.24.0 ,       , /var/run/dockershim.sock           , DOCKERSHIM , FLAG",
        "1.26.3 , remote, unix:///run/containerd/containerd.sock, CONTAINERD , FLAG",
        "1.26.3 ,       ,                                    ,            ,",
        "1.27.0 ,       , unix:///opt/own/run.sock           , OTHER      , FLAG",
        "1.27.0 ,       ,                                    ,            ,",
        "       , remote, unix:///run/containerd/containerd.sock, CONTAINERD , FLAG",
        "       ,       , unix:///run/containerd/containerd.sock,            ,",
        "       ,       ,                                    ,            ,",
    })
    void flagsOfTheRunningKubeletMeanWhatItsVersionMakesOfThem(
            @Nullable String kubelet,
            @Nullable String runtime,
            @Nullable String endpoint,
            @Nullable EndpointClass kind,
            @Nullable Origin origin) {
        EffectiveEndpoint found = of(TestEvidence.nothing().withKubelet(kubelet).withFlags(runtime, endpoint));
        assertThat(found.runningKind()).isEqualTo(kind);
        assertThat(found.effectiveKind()).isEqualTo(kind);
        assertThat(found.running() == null ? null : found.running().origin()).isEqualTo(origin);
        assertThat(found.configured()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1.23.17, unix:///run/containerd/containerd.sock, ",
        "1.26.0 , unix:///run/containerd/containerd.sock, ",
        "1.27.0 , unix:///run/containerd/containerd.sock, CONTAINERD",
        "1.36.2 , unix:///run/cri-dockerd.sock          , CRI_DOCKERD",
        "1.27.0 ,                                       , CONTAINERD",
        "1.26.0 ,                                       , ",
        "       , unix:///run/crio/crio.sock            , CRI_O",
        "       ,                                       , ",
    })
    void configzTellsTheEndpointFrom127On(
            @Nullable String kubelet, @Nullable String endpoint, @Nullable EndpointClass kind) {
        assertThat(of(TestEvidence.nothing().withKubelet(kubelet).withConfigz(endpoint))
                        .runningKind())
                .isEqualTo(kind);
    }

    @Test
    void configzWinsOverFilesFrom127On() {
        EffectiveEndpoint found = of(TestEvidence.nothing()
                .withKubelet("1.28.1")
                .withConfigz("unix:///run/crio/crio.sock")
                .withFiles(null, CONTAINERD));
        assertThat(found.effectiveKind()).isEqualTo(EndpointClass.CRI_O);
        assertThat(found.configuredKind()).isEqualTo(EndpointClass.CONTAINERD);
    }

    @Test
    void filesThatWereEditedAreNotInForceUntilARestart() {
        EffectiveEndpoint found = of(TestEvidence.nothing()
                .withKubelet("1.23.1")
                .withFlags(null, null)
                .withFiles("remote", CONTAINERD));
        assertThat(found.runningKind()).isEqualTo(EndpointClass.DOCKERSHIM);
        assertThat(found.effectiveKind()).isEqualTo(EndpointClass.DOCKERSHIM);
        assertThat(found.configuredKind()).isEqualTo(EndpointClass.CONTAINERD);
    }

    @ParameterizedTest
    @CsvSource({
        // flag in the files, configuration, what counts now
        "                          ,                            , CONTAINERD , DEFAULT",
        "                          , unix:///run/crio/crio.sock , CRI_O      , CONFIG",
        "unix:///run/cri-dockerd.sock, unix:///run/crio/crio.sock, CRI_O      , CONFIG",
    })
    void withoutAFlagOnTheCommandLineTheConfigurationCounts(
            @Nullable String flag, @Nullable String config, EndpointClass kind, Origin origin) {
        EffectiveEndpoint found = of(TestEvidence.nothing()
                .withKubelet("1.28.1")
                .withFlags(null, null)
                .withFiles(new KubeletFiles(
                        TestEvidence.settings(null, flag), TestEvidence.settings(null, config), null, false)));
        assertThat(found.running()).isNull();
        assertThat(found.effective()).isEqualTo(new EffectiveEndpoint.Found(kind, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "1.23.1, true , DOCKERSHIM",
        "1.23.1, false, ",
        "1.25.1, true , ",
        "1.27.1, true , CONTAINERD",
        "1.27.1, false, ",
    })
    void onlyFilesOfKubeadmProveADefault(String kubelet, boolean kubeadm, @Nullable EndpointClass kind) {
        KubeletFiles files = new KubeletFiles(KubeletSettings.NONE, KubeletSettings.NONE, null, kubeadm);
        assertThat(of(TestEvidence.nothing().withKubelet(kubelet).withFiles(files))
                        .configuredKind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        // k3s --docker: dockershim up to 1.23, cri-dockerd since
        "1.23.1, docker,                                        , DOCKERSHIM",
        "1.28.1, docker,                                        , CRI_DOCKERD",
        "1.23.1, k3s-docker,                                    , DOCKERSHIM",
        "1.24.0, k3s-docker,                                    , CRI_DOCKERD",
        "      , k3s-docker,                                    , ",
        "1.23.1,       , unix:///run/k3s/containerd/containerd.sock, CONTAINERD",
        "1.28.1,       ,                                        , ",
        "1.23.1,       ,                                        , ",
        "      , docker,                                        , ",
    })
    void anEmbeddedKubeletHasFlagsOfItsDistribution(
            @Nullable String kubelet,
            @Nullable String runtime,
            @Nullable String endpoint,
            @Nullable EndpointClass kind) {
        assertThat(of(TestEvidence.nothing()
                                .withKubelet(kubelet)
                                .withProcess(new KubeletProcess(TestEvidence.settings(runtime, endpoint), true)))
                        .runningKind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"1.23.1, DOCKERSHIM", "1.24.0, CRI_DOCKERD", "1.28.1, CRI_DOCKERD", ","})
    void dockerOfK3sFilesIsToldByTheVersionThoughK3sIsNotSeenToRun(
            @Nullable String kubelet, @Nullable EndpointClass kind) {
        KubeletFiles files =
                new KubeletFiles(TestEvidence.settings("k3s-docker", null), KubeletSettings.NONE, null, false);
        assertThat(of(TestEvidence.nothing().withKubelet(kubelet).withFiles(files))
                        .configuredKind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"docker, CRI_DOCKERD", "containerd, CONTAINERD", "cri-o, CRI_O", "own, OTHER"})
    void aPathThatTellsNothingIsSettledByTheRuntimesName(String name, EndpointClass kind) {
        assertThat(RuntimeInUse.of(TestEvidence.nothing()
                                .withKubelet("1.28.1")
                                .withFlags(null, "unix:///opt/own/run.sock")
                                .withCri(name, "1.7.0")
                                .build())
                        .endpoint()
                        .effectiveKind())
                .isEqualTo(kind);
    }

    private static EffectiveEndpoint of(TestEvidence evidence) {
        var built = evidence.build();
        return EffectiveEndpoint.of(built, KubeletVersions.of(built));
    }
}
