package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Interpolation;
import dev.dockershim.monitoring.grafana.LabelValuesQuery;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.grafana.Target;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.grafana.Variable;
import dev.dockershim.monitoring.promql.Expression;
import dev.dockershim.monitoring.promql.Expression.Matcher;
import dev.dockershim.monitoring.promql.KnownMetrics;
import dev.dockershim.monitoring.promql.Names;
import dev.dockershim.monitoring.promql.Parser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Expressions can be parsed, name what there is, and are tied to no job; names of series are made of their labels. */
final class ExpressionCheck {

    private static final TimeWindow WINDOW =
            TimeWindow.of(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofHours(6)), Duration.ofSeconds(15));
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Set<String> OF_A_TARGET = Set.of("job", "instance");
    /** Stands for any value of a variable; no text of ours has it. */
    private static final String ANY = "any-value-of-a-variable";

    private final KnownMetrics known;
    private final List<Selection> selections;
    private final List<String> problems = new ArrayList<>();

    private ExpressionCheck(Dashboard dashboard, KnownMetrics known) {
        this.known = known;
        this.selections = dashboard.variables().stream()
                .map(variable -> Selection.of(variable, ANY))
                .toList();
    }

    static List<String> problems(Dashboard dashboard, KnownMetrics known) {
        ExpressionCheck check = new ExpressionCheck(dashboard, known);
        dashboard.variables().stream().filter(Variable::isQuery).forEach(check::variable);
        for (Panel panel : dashboard.shown()) {
            for (Target target : panel.targets()) {
                check.target(panel, target);
            }
        }
        return check.problems;
    }

    /** The labels that a target's answer may have. */
    static Set<String> labels(Dashboard dashboard, Target target, KnownMetrics known) {
        String promql = new ExpressionCheck(dashboard, known).interpolated(target.expr());
        return Names.labels(Parser.parse(promql), known);
    }

    private void variable(Variable variable) {
        String where = "variable " + variable.name();
        try {
            LabelValuesQuery query = LabelValuesQuery.parse(interpolated(variable.query()));
            Expression selector = Parser.parse(query.selector());
            names(selector, where);
            if (!Names.labels(selector, known).contains(query.label())) {
                problems.add(where + ": no label " + query.label() + " in " + selector);
            }
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + e.getMessage());
        }
    }

    private void target(Panel panel, Target target) {
        String where = "'" + panel.title() + "' " + target.refId();
        if (target.expr().contains("$__rate_interval") == target.minStep().isEmpty()) {
            problems.add(where + ": a least step is for rates, and for rates alone");
        }
        try {
            Expression expression = Parser.parse(interpolated(target.expr()));
            names(expression, where);
            Set<String> labels = Names.labels(expression, known);
            for (String label : legendLabels(target)) {
                if (!labels.contains(label)) {
                    problems.add(where + ": the legend names " + label + ", which the answer has not");
                }
            }
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + e.getMessage());
        }
    }

    private void names(Expression expression, String where) {
        Names.problems(expression, known).forEach(problem -> problems.add(where + ": " + problem));
        Names.selectors(expression).stream()
                .flatMap(selector -> selector.matchers().stream())
                .filter(matcher -> OF_A_TARGET.contains(matcher.label()) && isFixed(matcher))
                .forEach(matcher -> problems.add(where + ": fixed to " + matcher));
    }

    private static boolean isFixed(Matcher matcher) {
        return !matcher.value().contains(ANY) && !matcher.value().isEmpty();
    }

    private String interpolated(String text) {
        return Interpolation.of(selections, WINDOW).expression(text);
    }

    private static Set<String> legendLabels(Target target) {
        Set<String> labels = new TreeSet<>();
        LEGEND_LABEL.matcher(target.legend()).results().forEach(label -> labels.add(label.group(1)));
        return labels;
    }
}
