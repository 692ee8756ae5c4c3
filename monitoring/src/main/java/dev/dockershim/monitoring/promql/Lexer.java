package dev.dockershim.monitoring.promql;

import dev.dockershim.monitoring.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits PromQL into words ({@code promql/parser/lex.go}). */
final class Lexer {

    private static final Pattern SPACE = Pattern.compile("(?:\\s|#[^\n]*)+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:ms|[smhdwy]))+(?![a-zA-Z0-9_.])");
    private static final Pattern NUMBER =
            Pattern.compile("(?:0[xX][0-9a-fA-F]+|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(?![a-zA-Z0-9_.])");
    private static final Pattern SIGN = Pattern.compile("==|!=|<=|>=|=~|!~|[-+*/%^<>=(){}\\[\\],@:]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private boolean inBrackets;
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * Its words, and an {@link Kind#END} after them.
     *
     * @throws IllegalArgumentException with the position, if something is no word
     */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.more()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Kind.END, "the end", text.length()));
        return lexer.tokens;
    }

    private boolean more() {
        Matcher space = at(SPACE);
        if (space.lookingAt()) {
            position = space.end();
        }
        return position < text.length();
    }

    private void next() {
        char first = text.charAt(position);
        if (first == '"' || first == '\'' || first == '`') {
            string(first);
            return;
        }
        // In brackets a colon is between range and step; elsewhere it is part of a name.
        boolean colon = inBrackets && first == ':';
        if (colon || !(take(Kind.DURATION, DURATION) || take(Kind.NUMBER, NUMBER) || take(Kind.NAME, NAME))) {
            if (!take(Kind.SIGN, SIGN)) {
                throw error("unexpected character '" + first + "'");
            }
            inBrackets = first == '[' || (inBrackets && first != ']');
        }
    }

    private boolean take(Kind kind, Pattern pattern) {
        Matcher word = at(pattern);
        if (!word.lookingAt()) {
            return false;
        }
        tokens.add(new Token(kind, word.group(), position));
        position = word.end();
        return true;
    }

    private void string(char quote) {
        int start = position;
        StringBuilder value = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == quote) {
                position++;
                tokens.add(new Token(Kind.STRING, value.toString(), start));
                return;
            }
            if (quote != '`' && c == '\n') {
                break;
            }
            value.append(quote != '`' && c == '\\' ? escaped(quote) : c);
        }
        position = start;
        throw error("a string without an end");
    }

    /** The escapes of Go that anyone uses: others are an error, as an unknown one is there. */
    private char escaped(char quote) {
        position++;
        char c = position < text.length() ? text.charAt(position) : 0;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\' -> '\\';
            default -> {
                if (c != quote) {
                    throw error("unknown escape '\\" + c + "'");
                }
                yield c;
            }
        };
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length()).useTransparentBounds(true);
    }

    private IllegalArgumentException error(String what) {
        return Parser.error(text, position, what);
    }
}
