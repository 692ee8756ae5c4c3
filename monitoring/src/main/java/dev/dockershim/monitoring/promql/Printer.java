package dev.dockershim.monitoring.promql;

import dev.dockershim.monitoring.promql.Expression.Aggregation;
import dev.dockershim.monitoring.promql.Expression.Matching;
import dev.dockershim.monitoring.promql.Expression.Moved;
import dev.dockershim.monitoring.promql.Expression.Range;
import dev.dockershim.monitoring.promql.Expression.Selector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes expressions as Prometheus does ({@code promql/parser/printer.go}), on one line. */
final class Printer {

    private Printer() {}

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    static String selector(Selector selector) {
        String name = selector.metric() == null ? "" : selector.metric();
        return selector.matchers().isEmpty()
                ? name
                : name + selector.matchers().stream().map(Object::toString).collect(Collectors.joining(", ", "{", "}"));
    }

    static String range(Range range) {
        Long step = range.step();
        return range.of() + "[" + PromDuration.text(range.millis())
                + (step == null ? "" : ":" + (step == 0 ? "" : PromDuration.text(step))) + "]";
    }

    static String moved(Moved moved) {
        return moved.of() + time(moved);
    }

    private static String time(Moved moved) {
        String at = moved.at();
        Long offset = moved.offsetMillis();
        if (!at.isEmpty() && !at.endsWith(")")) {
            at = String.format(Locale.ROOT, "%.3f", Double.parseDouble(at));
        }
        return (at.isEmpty() ? "" : " @ " + at)
                + (offset == null ? "" : " offset " + (offset < 0 ? "-" : "") + PromDuration.text(Math.abs(offset)));
    }

    static String arguments(List<Expression> arguments) {
        return arguments.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    static String aggregation(Aggregation aggregation) {
        String grouping = "";
        if (aggregation.without()) {
            grouping = " without (" + String.join(", ", aggregation.grouping()) + ") ";
        } else if (!aggregation.grouping().isEmpty()) {
            grouping = " by (" + String.join(", ", aggregation.grouping()) + ") ";
        }
        return aggregation.operator() + grouping + arguments(aggregation.parts());
    }

    static String matching(Matching matching) {
        if (matching.labels().isEmpty() && matching.kind() != Matching.Kind.ON) {
            return "";
        }
        String labels = (matching.kind() == Matching.Kind.ON ? " on (" : " ignoring (")
                + String.join(", ", matching.labels()) + ")";
        String included = " (" + String.join(", ", matching.included()) + ")";
        return switch (matching.many()) {
            case NEITHER -> labels;
            case LEFT -> labels + " group_left" + included;
            case RIGHT -> labels + " group_right" + included;
        };
    }
}
