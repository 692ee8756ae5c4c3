package dev.dockershim.exporter.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerNamingTest {

    private static final String ID = "9be25294016e2dc0340dd605ce1f57b492039b267a6a618a7ad2a7a58a740f32";
    private static final String UID = "3f1c2b7e-6d1a-4e0f-9a53-0c9d7b1e2a44";
    private static final String SYSTEMD =
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod3f1c2b7e.slice/";
    private static final ContainerIdentity PRINTED = new ContainerIdentity(
            "app",
            "/dev/sda1",
            SYSTEMD + "cri-containerd-" + ID + ".scope",
            "docker.io/library/nginx:1.25",
            ID,
            "prod",
            "web-0");
    private static final ContainerIdentity PAUSE = new ContainerIdentity(
            "", "/dev/sda1", "/kubepods/pod" + UID + "/" + ID, "registry.k8s.io/pause:3.6", ID, "prod", "web-0");
    private static final ContainerFacts FACTS =
            new ContainerFacts(ID, UID, 2, "sha256:" + ID, "docker.io/library/nginx:1.25", "nginx@sha256:" + ID);

    @Test
    void allOfItIsWhatDockersKubeletPrinted() {
        assertThat(DockerNaming.parse("all", DockerImageForm.ID).labelsOf(Kind.CONTAINER, PRINTED, FACTS))
                .isEqualTo(new ContainerIdentity(
                        "app",
                        "/dev/sda1",
                        SYSTEMD + "docker-" + ID + ".scope",
                        "sha256:" + ID,
                        "k8s_app_web-0_prod_" + UID + "_2",
                        "prod",
                        "web-0"));
    }

    @Test
    void aPauseContainerIsPodWithItsConfiguredImage() {
        ContainerFacts facts = new ContainerFacts(ID, UID, 1, null, "docker.io/rancher/pause:3.6", null);

        assertThat(DockerNaming.parse("all", DockerImageForm.ID).labelsOf(Kind.SANDBOX, PAUSE, facts))
                .extracting(ContainerIdentity::container, ContainerIdentity::image, ContainerIdentity::name)
                .containsExactly("POD", "rancher/pause:3.6", "k8s_POD_web-0_prod_" + UID + "_1");
    }

    @Test
    void aPartLeavesTheOthersAsTheyArePrinted() {
        ContainerIdentity named =
                DockerNaming.parse("name", DockerImageForm.ID).labelsOf(Kind.CONTAINER, PRINTED, FACTS);

        assertThat(named.name()).startsWith("k8s_app_");
        assertThat(named.image()).isEqualTo(PRINTED.image());
        assertThat(named.id()).isEqualTo(PRINTED.id());
        assertThat(DockerNaming.parse("id", DockerImageForm.ID)
                        .labelsOf(Kind.SANDBOX, PAUSE, FACTS)
                        .container())
                .isEmpty();
    }

    /** A name with a guessed attempt would join with nothing, or with another container. */
    @Test
    void whatIsNotKnownStaysAsItIsPrinted() {
        ContainerFacts unknown = new ContainerFacts(ID, UID, ContainerSnapshot.UNKNOWN, null, null, null);

        assertThat(DockerNaming.parse("name,image", DockerImageForm.ID).labelsOf(Kind.CONTAINER, PRINTED, unknown))
                .isEqualTo(PRINTED);
        ContainerFacts noUid = new ContainerFacts(ID, "", 0, null, null, null);
        assertThat(DockerNaming.parse("name", DockerImageForm.ID).labelsOf(Kind.CONTAINER, PRINTED, noUid))
                .isEqualTo(PRINTED);
    }

    @ParameterizedTest
    @CsvSource({
        "sha256:HEX, sha256:HEX",
        "HEX, sha256:HEX",
        "docker://sha256:HEX, sha256:HEX",
        "docker.io/library/nginx@sha256:HEX, nginx@sha256:HEX",
        "docker-pullable://lab/busybox@sha256:HEX, lab/busybox@sha256:HEX",
        "registry.example.com:5000/a/b@sha256:HEX, registry.example.com:5000/a/b@sha256:HEX"
    })
    void anImageHasTheFormThatDockerGaveIt(String reference, String image) {
        ContainerFacts facts = new ContainerFacts(ID, UID, 0, reference.replace("HEX", ID), null, null);

        assertThat(DockerNames.image(Kind.CONTAINER, PRINTED, facts, DockerImageForm.ID))
                .isEqualTo(image.replace("HEX", ID));
    }

    @Test
    void theDigestIsGivenWhereItIsAskedForAndKnown() {
        assertThat(DockerNames.image(Kind.CONTAINER, PRINTED, FACTS, DockerImageForm.DIGEST))
                .isEqualTo("nginx@sha256:" + ID);
        ContainerFacts local = new ContainerFacts(ID, UID, 2, "sha256:" + ID, null, null);
        assertThat(DockerNames.image(Kind.CONTAINER, PRINTED, local, DockerImageForm.DIGEST))
                .isEqualTo("sha256:" + ID);
    }

    @ParameterizedTest
    @CsvSource({
        "/a.slice/cri-containerd-HEX.scope, /a.slice/docker-HEX.scope",
        "/a.slice/crio-HEX.scope, /a.slice/docker-HEX.scope",
        "/a.slice/crio-HEX.scope/init, /a.slice/docker-HEX.scope/init",
        "/kubepods/podx/HEX, /kubepods/podx/HEX",
        "/a.slice/crio-conmon-HEX.scope, /a.slice/crio-conmon-HEX.scope",
        "/a.slice/cri-containerd-123.scope, /a.slice/cri-containerd-123.scope",
        "/, /"
    })
    void aScopeIsNamedAsDockersDriverDid(String path, String id) {
        assertThat(DockerNames.id(path.replace("HEX", ID))).isEqualTo(id.replace("HEX", ID));
    }

    @Test
    void theFlagNamesPartsAllOrNone() {
        assertThat(DockerNaming.parse("none", DockerImageForm.ID).labels()).isEmpty();
        assertThat(DockerNaming.parse("all", DockerImageForm.ID).labels()).containsExactly(DockerLabel.values());
        assertThat(DockerNaming.parse("legacy-labels, name", DockerImageForm.ID).labels())
                .containsExactly(DockerLabel.NAME, DockerLabel.LEGACY_LABELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "names", "name,", "NAME"})
    void anythingElseIsRefusedWithWhatThereIs(String selection) {
        assertThatThrownBy(() -> DockerNaming.parse(selection, DockerImageForm.ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--docker.naming: '")
                .hasMessageEndingWith("give all, none, or any of name,image,id,pod-container,legacy-labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all,name", "id,none"})
    void allAndNoneStandAlone(String selection) {
        assertThatThrownBy(() -> DockerNaming.parse(selection, DockerImageForm.ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("stands alone: give it without others");
    }
}
