package dev.dockershim.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentedMetricsTest {

    @Test
    void thePageIsReadWhole() {
        assertThat(DocumentedMetrics.own())
                .hasSizeGreaterThan(50)
                .hasEntrySatisfying(
                        "dockershim_node_phase",
                        labels -> assertThat(labels).containsExactly("node", "observer", "phase"))
                .hasEntrySatisfying(
                        "dockershim_bridge_containers",
                        labels -> assertThat(labels).isEmpty())
                .hasEntrySatisfying(
                        "container_fs_usage_bytes",
                        labels -> assertThat(labels)
                                .containsExactly("container", "device", "id", "image", "name", "namespace", "pod"));
        assertThat(DocumentedMetrics.own().keySet().stream().filter(name -> name.startsWith("container_fs_")))
                .hasSize(13);
    }

    @Test
    void foreignMetricsAreThereToo() {
        assertThat(DocumentedMetrics.all().has("up")).isTrue();
        assertThat(DocumentedMetrics.all().has("jvm_memory_used_bytes")).isTrue();
        assertThat(DocumentedMetrics.all().has("node_cpu_seconds_total")).isFalse();
    }
}
