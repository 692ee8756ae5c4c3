package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line into words as systemd does (systemd.service(5), "Command lines"; systemd.syntax(7)): at blanks, with
 * single and double quotes that may begin within a word, and backslashes. An escape stands for the character after the
 * backslash: what {@code \x41} and the like would stand for is in no flag of interest.
 */
final class Words {

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote;

    private Words() {}

    /** The words; null if a quote is left open. */
    static @Nullable List<String> split(String line) {
        Words words = new Words();
        return words.read(line) ? List.copyOf(words.words) : null;
    }

    private boolean read(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                add(line.charAt(++i));
            } else if (quote != 0) {
                inQuote(c);
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                end();
            } else {
                add(c);
            }
        }
        end();
        return quote == 0;
    }

    private void inQuote(char c) {
        if (c == quote) {
            quote = 0;
        } else {
            add(c);
        }
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
