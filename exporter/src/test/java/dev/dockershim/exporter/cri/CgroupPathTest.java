package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/kubepods/pod3f1c2b7e-6d1a/9be2",
                "/kubepods/burstable/pod3f1c2b7e-6d1a/9be2",
                "/kubepods/besteffort/pod3f1c2b7e-6d1a/9be2",
                "/kubelet/kubepods/pod3f1c2b7e-6d1a/9be2",
            })
    void cgroupfsPathsStayAsTheyAre(String path) {
        assertThat(CgroupPath.expand(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "kubepods-pod3f_1c.slice:cri-containerd:9be2,"
                + "/kubepods.slice/kubepods-pod3f_1c.slice/cri-containerd-9be2.scope",
        "kubepods-burstable-pod3f_1c.slice:cri-containerd:9be2,"
                + "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod3f_1c.slice/cri-containerd-9be2.scope",
        "kubepods-besteffort-pod3f_1c.slice:crio:9be2,"
                + "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod3f_1c.slice/crio-9be2.scope",
        "kubelet-kubepods-pod3f_1c.slice:cri-containerd:9be2,"
                + "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod3f_1c.slice/cri-containerd-9be2.scope",
        "system.slice:docker:9be2,/system.slice/docker-9be2.scope",
        "-.slice:docker:9be2,/docker-9be2.scope",
    })
    void systemdPathsBecomeNestedSlices(String cgroupsPath, String expected) {
        assertThat(CgroupPath.expand(cgroupsPath)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kubepods/burstable/9be2",
                "kubepods.slice:9be2",
                "a.slice:b:c:d",
                "kubepods:cri-containerd:9be2",
                "a--b.slice:cri-containerd:9be2",
                "-a.slice:cri-containerd:9be2",
                "a-.slice:cri-containerd:9be2",
                ".slice:cri-containerd:9be2",
                "a/b.slice:cri-containerd:9be2",
                "a.slice::9be2",
                "a.slice:cri-containerd:",
            })
    void whatIsNeitherIsNotKnown(String cgroupsPath) {
        assertThat(CgroupPath.expand(cgroupsPath)).isNull();
    }
}
