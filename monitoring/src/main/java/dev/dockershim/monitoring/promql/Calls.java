package dev.dockershim.monitoring.promql;

import dev.dockershim.monitoring.promql.Expression.Aggregation;
import dev.dockershim.monitoring.promql.Expression.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions and aggregations with what is in their parentheses. */
final class Calls {

    private static final Set<String> WITH_PARAMETER = Set.of("topk", "bottomk", "quantile", "count_values");
    private static final Set<String> PLAIN = Set.of("avg", "count", "group", "max", "min", "stddev", "stdvar", "sum");

    private Calls() {}

    static boolean isAggregation(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PLAIN.contains(lower) || WITH_PARAMETER.contains(lower);
    }

    static Expression call(Parser parser, Words words, String function) {
        return new Call(function, arguments(parser, words));
    }

    /** Its grouping comes before the parentheses, after them, or not at all. */
    static Expression aggregation(Parser parser, Words words, String operator) {
        Boolean without = grouping(words);
        List<String> labels = without == null ? List.of() : words.labels();
        List<Expression> arguments = arguments(parser, words);
        if (without == null) {
            without = grouping(words);
            labels = without == null ? List.of() : words.labels();
        }
        boolean parameter = WITH_PARAMETER.contains(operator);
        if (arguments.size() != (parameter ? 2 : 1)) {
            throw words.error("'" + operator + "' takes " + (parameter ? "two arguments" : "one argument"));
        }
        return new Aggregation(
                operator,
                Boolean.TRUE.equals(without),
                labels,
                parameter ? arguments.get(0) : null,
                arguments.get(arguments.size() - 1));
    }

    private static @Nullable Boolean grouping(Words words) {
        if (words.takeKeyword("by")) {
            return false;
        }
        return words.takeKeyword("without") ? true : null;
    }

    private static List<Expression> arguments(Parser parser, Words words) {
        List<Expression> arguments = new ArrayList<>();
        words.expect("(");
        if (words.takeSign(")")) {
            return arguments;
        }
        do {
            arguments.add(parser.expression(1));
        } while (words.takeSign(","));
        words.expect(")");
        return arguments;
    }
}
