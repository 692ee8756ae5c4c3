package dev.dockershim.monitoring.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PromQL expression as a tree. {@code toString} writes it on one line, in the form of Prometheus' own formatter.
 */
public sealed interface Expression {

    /** Parts that are expressions themselves, from left to right. */
    List<Expression> parts();

    /** A number. */
    record Numeral(double value) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of();
        }

        @Override
        public String toString() {
            return Printer.number(value);
        }
    }

    /** A string, without its quotes. */
    record Text(String value) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of();
        }

        @Override
        public String toString() {
            return Printer.quoted(value);
        }
    }

    /**
     * Series by name and matchers.
     *
     * @param metric null if it is given by a matcher of {@code __name__}, if at all
     */
    record Selector(@Nullable String metric, List<Matcher> matchers) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of();
        }

        @Override
        public String toString() {
            return Printer.selector(this);
        }
    }

    /**
     * A range of a selector, or of anything else, which is a subquery then.
     *
     * @param millis how far back it goes
     * @param step between evaluations of a subquery, in milliseconds; 0 is Prometheus' own choice, null no subquery
     */
    record Range(Expression of, long millis, @Nullable Long step) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public String toString() {
            return Printer.range(this);
        }
    }

    /**
     * Evaluated at another time.
     *
     * @param at seconds since 1970, {@code start()} or {@code end()}; empty if it is not given
     * @param offsetMillis how long before; negative is later, null if it is not given
     */
    record Moved(Expression of, String at, @Nullable Long offsetMillis) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public String toString() {
            return Printer.moved(this);
        }
    }

    /** A function with its arguments. */
    record Call(String function, List<Expression> arguments) implements Expression {
        @Override
        public List<Expression> parts() {
            return arguments;
        }

        @Override
        public String toString() {
            return function + Printer.arguments(arguments);
        }
    }

    /**
     * An aggregation.
     *
     * @param without whether {@code grouping} names what goes, not what stays
     * @param parameter as that of {@code topk}; null if there is none
     */
    record Aggregation(
            String operator,
            boolean without,
            List<String> grouping,
            @Nullable Expression parameter,
            Expression of) implements Expression {
        @Override
        public List<Expression> parts() {
            return parameter == null ? List.of(of) : List.of(parameter, of);
        }

        @Override
        public String toString() {
            return Printer.aggregation(this);
        }
    }

    /** {@code -x} or {@code +x}. */
    record Signed(String sign, Expression of) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public String toString() {
            return sign + of;
        }
    }

    /** What is in parentheses. */
    record Grouped(Expression of) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public String toString() {
            return "(" + of + ")";
        }
    }

    /**
     * Two sides and what is between them.
     *
     * @param bool whether a comparison yields 0 and 1 instead of dropping samples
     */
    record Binary(Expression left, String operator, boolean bool, Matching matching, Expression right)
            implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }

        @Override
        public String toString() {
            return left + " " + operator + (bool ? " bool" : "") + Printer.matching(matching) + " " + right;
        }
    }

    /**
     * A condition on a label.
     *
     * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
     */
    record Matcher(String label, String operator, String value) {
        @Override
        public String toString() {
            return label + operator + Printer.quoted(value);
        }
    }

    /** Which samples of the two sides belong together. */
    record Matching(Kind kind, List<String> labels, Many many, List<String> included) {

        /** All labels, some, or all but some. */
        enum Kind {
            /** Neither is written. */
            ALL,
            /** {@code on}. */
            ON,
            /** {@code ignoring}. */
            IGNORING
        }

        /** On which side many samples may have one partner. */
        enum Many {
            /** One to one. */
            NEITHER,
            /** {@code group_left}. */
            LEFT,
            /** {@code group_right}. */
            RIGHT
        }

        static final Matching DEFAULT = new Matching(Kind.ALL, List.of(), Many.NEITHER, List.of());
    }
}
