package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.DemoHappenings.NodeOf;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PrometheusNewsTest {

    @Test
    void aNodeWithTwoPhasesAtOnceHasNoneForNow() {
        assertThat(PrometheusNews.phases(JsonMapper.shared().readTree("""
                        [{"metric":{"cluster":"migration","node":"worker-1","phase":"draining"},"value":[1,"1"]},
                         {"metric":{"cluster":"migration","node":"worker-2","phase":"draining"},"value":[1,"1"]},
                         {"metric":{"cluster":"migration","node":"worker-2","phase":"migrating"},"value":[1,"1"]},
                         {"metric":{"cluster":"other","node":"worker-2","phase":"migrated"},"value":[1,"1"]}]
                        """)))
                .containsOnlyKeys(new NodeOf("migration", "worker-1"), new NodeOf("other", "worker-2"))
                .containsEntry(new NodeOf("migration", "worker-1"), "draining");
    }
}
