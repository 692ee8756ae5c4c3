package dev.dockershim.monitoring.promql;

import dev.dockershim.monitoring.promql.Expression.Binary;
import dev.dockershim.monitoring.promql.Expression.Grouped;
import dev.dockershim.monitoring.promql.Expression.Matching;
import dev.dockershim.monitoring.promql.Expression.Numeral;
import dev.dockershim.monitoring.promql.Expression.Range;
import dev.dockershim.monitoring.promql.Expression.Signed;
import dev.dockershim.monitoring.promql.Expression.Text;
import dev.dockershim.monitoring.promql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads PromQL as Prometheus 2.40 does ({@code promql/parser/generated_parser.y}). It knows the syntax alone: whether a
 * function exists, and takes such arguments, is left to the server.
 */
public final class Parser {

    private static final int POWER = 6;
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("or", 1),
            Map.entry("and", 2),
            Map.entry("unless", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry("<", 3),
            Map.entry("<=", 3),
            Map.entry(">", 3),
            Map.entry(">=", 3),
            Map.entry("+", 4),
            Map.entry("-", 4),
            Map.entry("*", 5),
            Map.entry("/", 5),
            Map.entry("%", 5),
            Map.entry("atan2", 5),
            Map.entry("^", POWER));
    private static final int COMPARISON = 3;
    private static final Set<String> SET_OPERATORS = Set.of("or", "and", "unless");

    private final Words words;

    private Parser(String text) {
        this.words = new Words(text);
    }

    /**
     * The expression.
     *
     * @throws IllegalArgumentException with line, column and what is wrong there
     */
    public static Expression parse(String text) {
        Parser parser = new Parser(text);
        Expression expression = parser.expression(1);
        parser.words.expectEnd();
        return expression;
    }

    static IllegalArgumentException error(String text, int position, String what) {
        String before = text.substring(0, position);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = position - before.lastIndexOf('\n');
        return new IllegalArgumentException(line + ":" + column + ": " + what + " in: " + text);
    }

    /** Operators of at least that precedence. */
    Expression expression(int atLeast) {
        Expression left = signed();
        for (int precedence = precedence(); precedence >= atLeast; precedence = precedence()) {
            String operator = words.take().text().toLowerCase(Locale.ROOT);
            boolean bool = words.takeKeyword("bool");
            if (bool && precedence != COMPARISON) {
                throw words.error("bool belongs to comparisons");
            }
            Matching matching = matching(operator);
            // All but powers begin at the left.
            Expression right = expression(precedence == POWER ? POWER : precedence + 1);
            left = new Binary(left, operator, bool, matching, right);
        }
        return left;
    }

    /** That of the operator that is next; 0 if none is. */
    private int precedence() {
        Token next = words.peek();
        return switch (next.kind()) {
            case SIGN -> PRECEDENCE.getOrDefault(next.text(), 0);
            case NAME -> PRECEDENCE.getOrDefault(next.text().toLowerCase(Locale.ROOT), 0);
            default -> 0;
        };
    }

    private Matching matching(String operator) {
        boolean on = words.takeKeyword("on");
        if (!on && !words.takeKeyword("ignoring")) {
            return Matching.DEFAULT;
        }
        List<String> labels = words.labels();
        Matching.Many many = words.takeKeyword("group_left")
                ? Matching.Many.LEFT
                : words.takeKeyword("group_right") ? Matching.Many.RIGHT : Matching.Many.NEITHER;
        if (many != Matching.Many.NEITHER && SET_OPERATORS.contains(operator)) {
            throw words.error("no grouping for '" + operator + "'");
        }
        List<String> included = many != Matching.Many.NEITHER && words.peek().is("(") ? words.labels() : List.of();
        if (on && included.stream().anyMatch(labels::contains)) {
            throw words.error("a label is both matched and included");
        }
        return new Matching(on ? Matching.Kind.ON : Matching.Kind.IGNORING, labels, many, included);
    }

    /** A sign binds like a product: {@code -a ^ b} is {@code -(a ^ b)}. */
    private Expression signed() {
        if (words.peek().is("-") || words.peek().is("+")) {
            String sign = words.take().text();
            Expression of = expression(POWER);
            if (of instanceof Numeral number) {
                return sign.equals("-") ? new Numeral(-number.value()) : number;
            }
            return new Signed(sign, of);
        }
        return moved(operand());
    }

    private Expression operand() {
        Token next = words.peek();
        if (words.takeSign("(")) {
            Expression inner = expression(1);
            words.expect(")");
            return new Grouped(inner);
        }
        if (next.kind() == Kind.NUMBER) {
            return new Numeral(number(words.take().text()));
        }
        if (next.kind() == Kind.STRING) {
            return new Text(words.take().text());
        }
        if (next.isKeyword("inf") || next.isKeyword("nan")) {
            words.take();
            return new Numeral(next.isKeyword("inf") ? Double.POSITIVE_INFINITY : Double.NaN);
        }
        if (next.kind() == Kind.NAME) {
            return named();
        }
        if (next.is("{")) {
            return words.selector(null);
        }
        throw words.error("unexpected '" + next.text() + "'");
    }

    private Expression named() {
        Token name = words.take();
        boolean call = words.peek().is("(");
        boolean grouped = words.peek().isKeyword("by") || words.peek().isKeyword("without");
        if (Calls.isAggregation(name.text()) && (call || grouped)) {
            return Calls.aggregation(this, words, name.text().toLowerCase(Locale.ROOT));
        }
        return call ? Calls.call(this, words, name.text()) : words.selector(name.text());
    }

    /** Ranges, {@code offset} and {@code @} after an operand, in any number. */
    private Expression moved(Expression operand) {
        Expression expression = operand;
        while (true) {
            if (words.takeSign("[")) {
                expression = range(expression);
            } else if (words.peek().isKeyword("offset") || words.peek().is("@")) {
                expression = Times.moved(words, expression);
            } else {
                return expression;
            }
        }
    }

    private Expression range(Expression of) {
        long millis = words.duration();
        Long step = null;
        if (words.takeSign(":")) {
            step = words.peek().kind() == Kind.DURATION ? words.duration() : 0L;
        } else if (!(of instanceof Expression.Selector)) {
            throw words.error("a range without a step is only of a selector");
        }
        words.expect("]");
        return new Range(of, millis, step);
    }

    private static double number(String text) {
        return text.startsWith("0x") || text.startsWith("0X")
                ? Long.parseLong(text.substring(2), 16)
                : Double.parseDouble(text);
    }
}
