package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.monitoring.alerts.AlertCases.Case;
import dev.dockershim.monitoring.alerts.AlertCases.Kind;
import dev.dockershim.monitoring.alerts.Rules.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each alert has a unit test of promtool's for firing, not firing and resolving, and each is what its name says. */
class AlertCasesTest {

    private static final List<Case> CASES = AlertCases.all();

    static List<Rule> alerts() {
        return Rules.committed().alerts();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void itFires(Rule alert) {
        assertThat(cases(alert, Kind.FIRING)).isNotEmpty().allSatisfy(each -> {
            List<JsonNode> expected = each.expected(alert.name());
            assertThat(expected).isNotEmpty();
            assertThat(expected.get(expected.size() - 1)).as("its last word").isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void itDoesNotFireWithoutReason(Rule alert) {
        assertThat(cases(alert, Kind.NOT_FIRING)).isNotEmpty().allSatisfy(each -> {
            assertThat(each.expected(alert.name()))
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(step).isEmpty());
            assertThat(each.json().path("input_series"))
                    .as("without series nothing fires")
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void itResolves(Rule alert) {
        assertThat(cases(alert, Kind.RESOLVING)).isNotEmpty().allSatisfy(each -> {
            List<JsonNode> expected = each.expected(alert.name());
            assertThat(expected).hasSizeGreaterThanOrEqualTo(2);
            assertThat(expected.get(0)).isNotEmpty();
            assertThat(expected.get(expected.size() - 1))
                    .hasSizeLessThan(expected.get(0).size());
        });
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void itsTextsAreSentencesThatNameWhatItIsAboutAndWhatToDoFirst(Rule alert) {
        List<JsonNode> fired = CASES.stream()
                .flatMap(each -> each.expected(alert.name()).stream())
                .flatMap(JsonNode::valueStream)
                .toList();

        assertThat(fired).isNotEmpty().allSatisfy(expected -> {
            JsonNode texts = expected.path("exp_annotations");
            assertThat(texts.propertyNames()).containsExactlyInAnyOrder("summary", "description", "runbook_url");
            String summary = texts.path("summary").asString("");
            String description = texts.path("description").asString("");
            assertThat(summary)
                    .matches("([A-Z0-9]|containerd |kubeadm ).*[^.]\\.")
                    .hasSizeLessThan(180);
            assertThat(description).endsWith(".").contains("First");
            assertThat(List.of(summary, description)).allSatisfy(text -> {
                assertThat(subjects(expected.path("exp_labels"))).allMatch(text::contains);
                assertThat(text).doesNotContain("{{", "  ", " .", " ,", "<no value>");
            });
        });
    }

    /** The values of labels that a reader looks for first. */
    private static List<String> subjects(JsonNode labels) {
        return Stream.of("cluster", "node", "workload")
                .filter(labels::has)
                .map(label -> labels.path(label).asString(""))
                .toList();
    }

    @Test
    void eachCaseIsOfAnAlertOrOfARecordingRule() {
        Set<String> names = Rules.committed().all().stream().map(Rule::name).collect(Collectors.toSet());
        assertThat(CASES)
                .extracting(Case::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(names).anySatisfy(rule -> assertThat(name).startsWith(rule)));
    }

    @Test
    void eachRecordingRuleHasACase() {
        assertThat(Rules.committed().recordings())
                .allSatisfy(rule -> assertThat(CASES).anySatisfy(each -> {
                    assertThat(each.name()).contains(rule.name());
                    assertThat(each.json().path("promql_expr_test")).isNotEmpty();
                }));
    }

    private static List<Case> cases(Rule alert, Kind kind) {
        String prefix = kind.prefix(alert.name());
        return CASES.stream()
                .filter(each ->
                        each.name().startsWith(prefix + " ") || each.name().equals(prefix))
                .toList();
    }
}
