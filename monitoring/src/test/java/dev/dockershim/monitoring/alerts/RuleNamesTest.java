package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.monitoring.alerts.Rules.Rule;
import dev.dockershim.monitoring.metrics.DocumentedMetrics;
import dev.dockershim.monitoring.promql.KnownMetrics;
import dev.dockershim.monitoring.promql.Names;
import dev.dockershim.monitoring.promql.Parser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules name metrics and labels that there are, and texts labels that the expression yields. */
class RuleNamesTest {

    /** What a scrape may give these beside their own labels; an expression may ask for it, and does without. */
    private static final Map<Pattern, Set<String>> OF_TARGETS = Map.of(
            Pattern.compile("up|dockershim_bridge_.*"), Set.of("namespace", "pod", "node", "metrics_path"),
            Pattern.compile("container_fs_.*|dockershim_check_last_evaluation_.*|dockershim_node_phase"),
                    Set.of("metrics_path"));

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.([a-z_]+)");
    private static final KnownMetrics KNOWN = known();

    static List<Rule> rules() {
        return Rules.committed().all();
    }

    static List<Rule> alerts() {
        return Rules.committed().alerts();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itsExpressionNamesWhatThereIs(Rule rule) {
        assertThat(Names.problems(Parser.parse(rule.expr()), KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void itsTextsNameLabelsThatItHas(Rule alert) {
        Set<String> labels = Names.labels(Parser.parse(alert.expr()), KNOWN);

        assertThat(labels).contains("cluster");
        alert.annotations().forEach((key, text) -> {
            for (Matcher label = LABEL.matcher(text); label.find(); ) {
                assertThat(labels).as(key).contains(label.group(1));
            }
        });
    }

    @Test
    void aWrongMetricOrLabelIsFound() {
        assertThat(Names.problems(Parser.parse("dockershim_node_phases{phase=\"migrated\"}"), KNOWN))
                .isNotEmpty();
        assertThat(Names.problems(Parser.parse("dockershim_check_evaluated{severity=\"blocker\"}"), KNOWN))
                .isNotEmpty();
        assertThat(Names.problems(Parser.parse("sum by (reason) (node:dockershim_phase:current)"), KNOWN))
                .isNotEmpty();
    }

    /** Documented and foreign metrics, and what rules make of them, in the order of the rules. */
    private static KnownMetrics known() {
        KnownMetrics documented = DocumentedMetrics.all();
        Map<String, Set<String>> labels = new TreeMap<>();
        documented.labels().forEach((metric, own) -> labels.put(metric, ofScrapes(metric, own)));
        KnownMetrics known = new KnownMetrics(labels, documented.targetLabels());
        Map<String, Set<String>> recorded = new TreeMap<>();
        for (Rule rule : Rules.committed().recordings()) {
            Set<String> of = recorded.computeIfAbsent(rule.name(), name -> new TreeSet<>());
            of.addAll(Names.labels(Parser.parse(rule.expr()), known.and(recorded)));
            of.addAll(rule.labels().keySet());
        }
        return known.and(recorded);
    }

    private static Set<String> ofScrapes(String metric, Set<String> own) {
        Set<String> all = new TreeSet<>(own);
        OF_TARGETS.forEach((name, labels) -> {
            if (name.matcher(metric).matches()) {
                all.addAll(labels);
            }
        });
        return all;
    }
}
