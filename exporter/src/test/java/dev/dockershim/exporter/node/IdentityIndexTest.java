package dev.dockershim.exporter.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityIndexTest {

    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);

    private static Labels labels(String container, String containerId, long start) {
        return new Labels(
                container,
                "/kubepods/podu/" + containerId,
                "docker.io/lab/busybox:1",
                containerId,
                "prod",
                "web-0",
                start);
    }

    private static IdentityIndex index(Labels... labels) {
        return new IdentityIndex(new CadvisorContainers(List.of(labels)));
    }

    @Test
    void findsByContainerId() {
        assertThat(index(labels("app", NEW, 100)).byContainerId(NEW)).isNotNull();
        assertThat(index(labels("app", NEW, 100)).byContainerId(OLD)).isNull();
    }

    @Test
    void tellsTwoAttemptsOfOneNameApartByTheirStart() {
        IdentityIndex index = index(labels("app", OLD, 100), labels("app", NEW, 145));

        assertThat(index.byNames("prod", "web-0", "app", 100_400)).isEqualTo(labels("app", OLD, 100));
        assertThat(index.byNames("prod", "web-0", "app", 145_000)).isEqualTo(labels("app", NEW, 145));
    }

    @Test
    void doesNotTakeTheLabelsOfAnAttemptThatIsOver() {
        assertThat(index(labels("app", OLD, 100)).byNames("prod", "web-0", "app", 145_000))
                .isNull();
    }

    @Test
    void doesNotGuessBetweenTwoWithoutAStart() {
        IdentityIndex index = index(labels("app", OLD, -1), labels("app", NEW, -1));

        assertThat(index.byNames("prod", "web-0", "app", 145_000)).isNull();
        assertThat(index(labels("app", OLD, 100), labels("app", NEW, 145))
                        .byNames("prod", "web-0", "app", ContainerSnapshot.UNKNOWN))
                .isNull();
    }

    @Test
    void takesTheOnlyOneOfItsNamesWhereNoStartIsKnown() {
        assertThat(index(labels("app", NEW, -1)).byNames("prod", "web-0", "app", 145_000))
                .isNotNull();
    }

    @Test
    void doesNotFindSandboxesByName() {
        assertThat(index(labels("", NEW, 100)).byNames("prod", "web-0", "", 100_000))
                .isNull();
    }
}
