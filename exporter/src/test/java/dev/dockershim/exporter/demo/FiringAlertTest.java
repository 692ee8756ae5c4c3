package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FiringAlertTest {

    private static Set<FiringAlert> parse(String json) {
        return FiringAlert.parse(JsonMapper.shared().readTree(json));
    }

    @Test
    void onlyThoseThatFireAreTaken() {
        Set<FiringAlert> alerts = parse("""
                {"alerts":[
                 {"labels":{"alertname":"DockershimNodeUnmigrated","severity":"warning","cluster":"migration",
                            "phase":"dockershim","node":"worker-3"},
                  "annotations":{"summary":"s"},"state":"firing","activeAt":"2026-11-01T00:00:00Z","value":"1e+00"},
                 {"labels":{"alertname":"DockershimEvidenceMissing"},"state":"pending"}]}
                """);

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.name()).isEqualTo("DockershimNodeUnmigrated");
            assertThat(alert.cluster()).isEqualTo("migration");
            assertThat(alert.subject()).isEqualTo("node=worker-3 phase=dockershim cluster=migration");
        });
    }

    @Test
    void noneIsNone() {
        assertThat(parse("{\"alerts\":[]}")).isEmpty();
        assertThat(parse("{}")).isEmpty();
    }

    @Test
    void oneWithoutLabelsHasNoSubject() {
        assertThat(parse("{\"alerts\":[{\"labels\":{\"alertname\":\"A\",\"node\":\"\"},\"state\":\"firing\"}]}"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.cluster()).isEmpty();
                    assertThat(alert.subject()).isEmpty();
                });
    }

    @Test
    void whereANodeIsNamedItsTargetIsNot() {
        Map<String, String> target =
                Map.of("node", "n", "instance", "i", "job", "j", "namespace", "monitoring", "pod", "p", "source", "s");
        assertThat(new FiringAlert("A", target).subject()).isEqualTo("node=n source=s");
        assertThat(new FiringAlert("A", Map.of("instance", "i", "job", "j", "cluster", "c", "node", "")).subject())
                .isEqualTo("instance=i cluster=c");
        assertThat(new FiringAlert("A", Map.of("node", "n", "namespace", "ops", "workload", "w")).subject())
                .isEqualTo("node=n namespace=ops workload=w");
    }

    @Test
    void aLongSubjectIsCut() {
        FiringAlert alert = new FiringAlert("A", Map.of("workload", "w".repeat(1000)));

        assertThat(alert.subject())
                .hasSizeLessThan(200)
                .startsWith("workload=www")
                .endsWith("...");
    }
}
