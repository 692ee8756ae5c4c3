package dev.dockershim.exporter.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines between words; within one only if it is longer than a line, and then where a part of a name ends. */
final class Wrap {

    private Wrap() {}

    /**
     * Lines of {@code text}.
     *
     * @param width characters of a line; 0 for as many as it takes
     * @param indent blanks before each line but the first
     */
    static List<String> words(String text, int width, int indent) {
        if (width <= 0 || text.length() <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        String blanks = " ".repeat(Math.min(indent, width / 2));
        String rest = text;
        while (rest.length() > width) {
            int from = rest.length() - rest.stripLeading().length();
            int end = rest.lastIndexOf(' ', width);
            if (end <= from) {
                end = endOfPart(rest, width);
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = blanks + rest.substring(end).strip();
            if (rest.isBlank()) {
                return lines;
            }
        }
        lines.add(rest);
        return lines;
    }

    /** After the last of {@code - . / _} in the second half of a line, or else at its end; no character is torn. */
    private static int endOfPart(String text, int width) {
        for (int end = width; end > width / 2; end--) {
            if ("-./_".indexOf(text.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width;
    }
}
