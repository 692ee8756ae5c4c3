package dev.dockershim.exporter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.readiness.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void workloadsHaveTheirPlaceAfterTheNodesScripts() {
        Check pods = new Escalation(new DockerInScripts(), new Cordoned());
        assertThat(Catalogue.of(List.of(pods)).checks())
                .extracting(check -> check.info().id())
                .containsSubsequence("NS-01", "NS-01-B", "CN-01");
    }

    @Test
    void twoChecksCannotHaveOneId() {
        assertThatThrownBy(() -> Catalogue.of(List.of(new DockerInScripts())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NS-01");
    }
}
