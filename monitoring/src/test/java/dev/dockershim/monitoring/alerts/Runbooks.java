package dev.dockershim.monitoring.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of {@code docs/runbooks}. */
final class Runbooks {

    private static final Path DIRECTORY = Rules.REPOSITORY.resolve("docs/runbooks");
    private static final Pattern BLOCK = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("^## (.*)$", Pattern.MULTILINE);

    private Runbooks() {}

    /** One page, with its name without its ending. */
    record Page(String name, String text) {

        List<String> sections() {
            return SECTION.matcher(text)
                    .results()
                    .map(section -> section.group(1))
                    .toList();
        }

        /** What stands in blocks of PromQL: an expression starts at each line that is not indented, nor a comment. */
        List<String> expressions() {
            List<String> expressions = new ArrayList<>();
            for (Matcher block = BLOCK.matcher(text); block.find(); ) {
                expressions.addAll(split(block.group(1)));
            }
            return expressions;
        }

        private static List<String> split(String block) {
            List<String> expressions = new ArrayList<>();
            for (String line : block.lines().filter(line -> !line.isBlank()).toList()) {
                boolean goesOn = !expressions.isEmpty() && line.startsWith(" ");
                if (goesOn) {
                    int last = expressions.size() - 1;
                    expressions.set(last, expressions.get(last) + "\n" + line);
                } else if (!line.startsWith("#")) {
                    expressions.add(line);
                }
            }
            return expressions;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Page> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Runbooks::page)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page page(Path file) {
        try {
            String name = file.getFileName().toString();
            return new Page(name.substring(0, name.length() - ".md".length()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
