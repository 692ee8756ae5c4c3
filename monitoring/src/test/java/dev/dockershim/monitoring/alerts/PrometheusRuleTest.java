package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The same rules for the Prometheus Operator, in the shape of its {@code monitoring.coreos.com_prometheusrules} CRD. */
class PrometheusRuleTest {

    private static final String DURATION = "0|([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?";
    private static final String KUBERNETES_NAME = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";

    private final JsonNode rule = Rules.read("alerts/dockershim-exporter.prometheusrule.yaml");

    @Test
    void itsRulesAreThoseOfTheRuleFile() {
        assertThat(rule.path("spec").path("groups"))
                .isEqualTo(Rules.committed().json().path("groups"));
    }

    @Test
    void itIsAnObjectOfKubernetes() {
        assertThat(rule.propertyNames()).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(rule.path("apiVersion").asString()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(rule.path("kind").asString()).isEqualTo("PrometheusRule");
        assertThat(rule.path("metadata").path("name").asString()).matches(KUBERNETES_NAME);
        assertThat(rule.path("metadata").path("labels")).isNotEmpty().allSatisfy(PrometheusRuleTest::isString);
        assertThat(rule.path("spec").propertyNames()).containsExactly("groups");
    }

    @Test
    void itsGroupsHaveTheFieldsAndTypesThatTheSchemaAllows() {
        assertThat(rule.path("spec").path("groups")).isNotEmpty().allSatisfy(group -> {
            assertThat(Set.of("name", "rules")).containsAll(group.propertyNames());
            assertThat(group.path("name").asString("")).isNotEmpty();
            assertThat(group.path("rules")).isNotEmpty().allSatisfy(PrometheusRuleTest::isRule);
        });
        assertThat(rule.path("spec").path("groups"))
                .extracting(group -> group.path("name").asString())
                .doesNotHaveDuplicates();
    }

    private static void isRule(JsonNode rule) {
        assertThat(Set.of("alert", "record", "expr", "for", "labels", "annotations"))
                .containsAll(rule.propertyNames());
        assertThat(rule.has("alert")).isNotEqualTo(rule.has("record"));
        isString(rule.path("expr"));
        assertThat(rule.path("for").asString("0")).matches(DURATION);
        assertThat(rule.path("labels")).allSatisfy(PrometheusRuleTest::isString);
        assertThat(rule.path("annotations")).allSatisfy(PrometheusRuleTest::isString);
    }

    private static void isString(JsonNode value) {
        assertThat(value.isString()).as("%s is a string", value).isTrue();
    }
}
