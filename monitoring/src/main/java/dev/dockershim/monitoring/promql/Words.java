package dev.dockershim.monitoring.promql;

import dev.dockershim.monitoring.promql.Expression.Matcher;
import dev.dockershim.monitoring.promql.Expression.Selector;
import dev.dockershim.monitoring.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The words of an expression, taken from left to right; and what is made of words alone. */
final class Words {

    private static final Set<String> MATCHERS = Set.of("=", "!=", "=~", "!~");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final String text;
    private final List<Token> tokens;
    private int next;

    Words(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    Token take(Kind kind, String what) {
        if (peek().kind() != kind) {
            throw error("expected " + what + ", not '" + peek().text() + "'");
        }
        return take();
    }

    boolean takeSign(String sign) {
        boolean there = peek().is(sign);
        if (there) {
            take();
        }
        return there;
    }

    boolean takeKeyword(String keyword) {
        boolean there = peek().isKeyword(keyword);
        if (there) {
            take();
        }
        return there;
    }

    void expect(String sign) {
        if (!takeSign(sign)) {
            throw error("expected '" + sign + "', not '" + peek().text() + "'");
        }
    }

    void expectEnd() {
        take(Kind.END, "the end");
    }

    /** Milliseconds. */
    long duration() {
        Token duration = take(Kind.DURATION, "a duration");
        return PromDuration.millis(duration.text());
    }

    /** Labels in parentheses, none too. */
    List<String> labels() {
        List<String> labels = new ArrayList<>();
        expect("(");
        while (!peek().is(")")) {
            labels.add(label());
            if (!takeSign(",")) {
                break;
            }
        }
        expect(")");
        return labels;
    }

    /** What follows a metric's name, or stands in its place. */
    Selector selector(@Nullable String metric) {
        List<Matcher> matchers = new ArrayList<>();
        if (takeSign("{")) {
            while (!peek().is("}")) {
                matchers.add(matcher());
                if (!takeSign(",")) {
                    break;
                }
            }
            expect("}");
        }
        if (metric == null && matchers.stream().allMatch(Words::matchesEmpty)) {
            throw error("a selector needs a matcher that does not match the empty string");
        }
        return new Selector(metric, matchers);
    }

    private Matcher matcher() {
        String label = label();
        if (!MATCHERS.contains(peek().text()) || peek().kind() != Kind.SIGN) {
            throw error("expected a matcher, not '" + peek().text() + "'");
        }
        String operator = take().text();
        String value = take(Kind.STRING, "a string").text();
        if (operator.endsWith("~")) {
            try {
                Pattern.compile(value);
            } catch (PatternSyntaxException e) {
                throw error("'" + value + "' is no regular expression");
            }
        }
        return new Matcher(label, operator, value);
    }

    private String label() {
        String label = take(Kind.NAME, "a label").text();
        if (!LABEL.matcher(label).matches()) {
            throw error("'" + label + "' is no label");
        }
        return label;
    }

    private static boolean matchesEmpty(Matcher matcher) {
        return switch (matcher.operator()) {
            case "=" -> matcher.value().isEmpty();
            case "!=" -> !matcher.value().isEmpty();
            case "=~" -> Pattern.matches(matcher.value(), "");
            default -> !Pattern.matches(matcher.value(), "");
        };
    }

    IllegalArgumentException error(String what) {
        return Parser.error(text, peek().position(), what);
    }
}
