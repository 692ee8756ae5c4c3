package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionTest {

    @Test
    void aWatcherListsAndWatchesAndReadsNoSecret() {
        assertThat(Permission.ofWatcher())
                .extracting(permission -> permission.apiGroup() + "/" + permission.resource())
                .containsExactly(
                        "/nodes",
                        "/pods",
                        "apps/deployments",
                        "apps/statefulsets",
                        "apps/daemonsets",
                        "apps/replicasets",
                        "batch/jobs",
                        "batch/cronjobs",
                        "/events");
        assertThat(Permission.ofWatcher())
                .allSatisfy(permission -> assertThat(permission.verbs()).containsExactly("list", "watch"));
    }

    @Test
    void aReportListsBudgetsToo() {
        assertThat(Permission.ofReport())
                .contains(new Permission("policy", "poddisruptionbudgets", List.of("list")))
                .hasSize(Permission.ofWatcher().size() + 1)
                .allSatisfy(permission -> assertThat(permission.verbs()).containsExactly("list"));
    }
}
