package dev.dockershim.exporter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page shows of a command's output: pieces of it in their order, {@code ...} where lines are left out.
 *
 * @param pieces lines that follow one another
 */
record PageExample(List<List<String>> pieces) {

    private static final String LEFT_OUT = "...";

    /**
     * The block that begins with a command and ends with the exit code that is asked for.
     *
     * @param page relative to the repository's root
     */
    static PageExample of(String page, String command) {
        Pattern block = Pattern.compile(
                "^```\\n\\$ " + Pattern.quote(command) + "\\n(.*?)\\n\\$ echo \\$\\?$",
                Pattern.MULTILINE | Pattern.DOTALL);
        try {
            // Maven runs tests in the module's directory.
            Matcher found = block.matcher(Files.readString(Path.of("..", page)));
            if (!found.find()) {
                throw new IllegalArgumentException(page + " shows no " + command);
            }
            return new PageExample(pieces(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> pieces(String shown) {
        List<List<String>> pieces = new ArrayList<>();
        List<String> piece = new ArrayList<>();
        for (String line : shown.lines().toList()) {
            if (line.equals(LEFT_OUT)) {
                pieces.add(List.copyOf(piece));
                piece.clear();
            } else {
                piece.add(line);
            }
        }
        pieces.add(List.copyOf(piece));
        return List.copyOf(pieces);
    }

    /** Lines that are not in the output where they should be: of the first piece that is not there as it stands. */
    List<String> missingIn(List<String> output) {
        int from = 0;
        for (List<String> piece : pieces) {
            int at = indexOf(piece, output, from);
            if (at < 0) {
                return piece;
            }
            from = at + piece.size();
        }
        return List.of();
    }

    private static int indexOf(List<String> piece, List<String> output, int from) {
        for (int at = from; at + piece.size() <= output.size(); at++) {
            if (output.subList(at, at + piece.size()).equals(piece)) {
                return at;
            }
        }
        return -1;
    }
}
