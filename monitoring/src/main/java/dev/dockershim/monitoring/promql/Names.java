package dev.dockershim.monitoring.promql;

import dev.dockershim.monitoring.promql.Expression.Aggregation;
import dev.dockershim.monitoring.promql.Expression.Binary;
import dev.dockershim.monitoring.promql.Expression.Call;
import dev.dockershim.monitoring.promql.Expression.Matcher;
import dev.dockershim.monitoring.promql.Expression.Matching;
import dev.dockershim.monitoring.promql.Expression.Selector;
import dev.dockershim.monitoring.promql.Expression.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks every metric and label that an expression names: it follows labels from the selectors outwards, so a label is
 * known where it is used only if something below still has it.
 */
public final class Names {

    private static final Set<String> WITHOUT_LABELS = Set.of("scalar", "time", "vector", "pi");
    private static final Set<String> PARTITIONS = Set.of("topk", "bottomk");
    private static final String NAME = "__name__";

    private final KnownMetrics known;
    private final Set<String> problems = new LinkedHashSet<>();

    private Names(KnownMetrics known) {
        this.known = known;
    }

    /** What is named and not known, one line each; empty if all is well. */
    public static List<String> problems(Expression expression, KnownMetrics known) {
        Names names = new Names(known);
        names.labels(expression);
        return List.copyOf(names.problems);
    }

    /** The labels that its result may have. */
    public static Set<String> labels(Expression expression, KnownMetrics known) {
        return new Names(known).labels(expression);
    }

    /** All selectors of an expression. */
    public static List<Selector> selectors(Expression expression) {
        List<Selector> selectors = new ArrayList<>();
        if (expression instanceof Selector selector) {
            selectors.add(selector);
        }
        expression.parts().forEach(part -> selectors.addAll(selectors(part)));
        return selectors;
    }

    private Set<String> labels(Expression expression) {
        if (expression instanceof Selector selector) {
            return ofSelector(selector);
        }
        if (expression instanceof Aggregation aggregation) {
            return ofAggregation(aggregation);
        }
        if (expression instanceof Call call) {
            return ofCall(call);
        }
        if (expression instanceof Binary binary) {
            return ofBinary(binary);
        }
        return ofParts(expression);
    }

    private Set<String> ofParts(Expression expression) {
        Set<String> all = new TreeSet<>();
        expression.parts().forEach(part -> all.addAll(labels(part)));
        return all;
    }

    private Set<String> ofSelector(Selector selector) {
        Set<String> labels = new TreeSet<>();
        for (String metric : metrics(selector)) {
            labels.addAll(known.labelsOf(metric));
        }
        for (Matcher matcher : selector.matchers()) {
            if (!matcher.label().equals(NAME)) {
                need(matcher.label(), labels, selector.toString());
            }
        }
        return labels;
    }

    private Set<String> metrics(Selector selector) {
        Set<String> metrics = new TreeSet<>();
        if (selector.metric() != null) {
            metrics.add(selector.metric());
        }
        for (Matcher matcher : selector.matchers()) {
            if (matcher.label().equals(NAME)) {
                metrics.addAll(
                        matcher.operator().equals("=~") ? known.matching(matcher.value()) : Set.of(matcher.value()));
            }
        }
        if (metrics.isEmpty()) {
            problems.add("no metric is known of " + selector);
        }
        metrics.stream().filter(metric -> !known.has(metric)).forEach(metric -> problems.add("no metric " + metric));
        return metrics;
    }

    private Set<String> ofAggregation(Aggregation aggregation) {
        Set<String> inner = ofParts(aggregation);
        for (String label : aggregation.grouping()) {
            need(label, inner, aggregation.of().toString());
        }
        Set<String> labels = new TreeSet<>(inner);
        if (aggregation.without()) {
            aggregation.grouping().forEach(labels::remove);
        } else if (!PARTITIONS.contains(aggregation.operator())) {
            labels.retainAll(aggregation.grouping());
        }
        if (aggregation.operator().equals("count_values") && aggregation.parameter() instanceof Text label) {
            labels.add(label.value());
        }
        return labels;
    }

    private Set<String> ofCall(Call call) {
        Set<String> labels = ofParts(call);
        List<Expression> arguments = call.arguments();
        switch (call.function()) {
            case "label_replace" -> {
                need(text(arguments, 3), labels, call.toString());
                labels.add(text(arguments, 1));
            }
            case "label_join" -> {
                for (int i = 3; i < arguments.size(); i++) {
                    need(text(arguments, i), labels, call.toString());
                }
                labels.add(text(arguments, 1));
            }
            case "histogram_quantile" -> {
                need("le", labels, call.toString());
                labels.remove("le");
            }
            case "absent", "absent_over_time" -> labels.retainAll(equalities(call));
            default -> {
                if (WITHOUT_LABELS.contains(call.function())) {
                    labels.clear();
                }
            }
        }
        return labels;
    }

    private static Set<String> equalities(Call call) {
        Set<String> labels = new TreeSet<>();
        for (Selector selector : selectors(call)) {
            selector.matchers().stream()
                    .filter(matcher -> matcher.operator().equals("="))
                    .forEach(matcher -> labels.add(matcher.label()));
        }
        return labels;
    }

    private Set<String> ofBinary(Binary binary) {
        Set<String> left = labels(binary.left());
        Set<String> right = labels(binary.right());
        Matching matching = binary.matching();
        Set<String> both = new TreeSet<>(left);
        both.addAll(right);
        for (String label : matching.labels()) {
            if (matching.kind() == Matching.Kind.ON) {
                need(label, left, binary.left().toString());
                need(label, right, binary.right().toString());
            } else {
                need(label, both, binary.toString());
            }
        }
        if (matching.many() != Matching.Many.NEITHER) {
            boolean manyLeft = matching.many() == Matching.Many.LEFT;
            Set<String> result = new TreeSet<>(manyLeft ? left : right);
            for (String label : matching.included()) {
                need(label, manyLeft ? right : left, binary.toString());
                result.add(label);
            }
            return result;
        }
        return switch (binary.operator()) {
            case "and", "unless" -> left;
            case "or" -> both;
            default -> {
                if (matching.kind() == Matching.Kind.ON) {
                    both.retainAll(matching.labels());
                } else if (matching.kind() == Matching.Kind.IGNORING) {
                    matching.labels().forEach(both::remove);
                }
                yield both;
            }
        };
    }

    private void need(String label, Set<String> labels, String where) {
        if (!labels.contains(label)) {
            problems.add("no label " + label + " in " + where);
        }
    }

    private static String text(List<Expression> arguments, int index) {
        return index < arguments.size() && arguments.get(index) instanceof Text text ? text.value() : "";
    }
}
