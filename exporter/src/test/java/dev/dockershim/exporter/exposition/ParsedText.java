package dev.dockershim.exporter.exposition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reader of both text formats, strict and independent of the writer. */
public record ParsedText(Map<String, String> types, Map<String, String> helps, List<Sample> samples, boolean eof) {

    /** One sample; labels as name, value, name, value. */
    public record Sample(String name, List<String> labels, BigDecimal value) {}

    /** Reads a whole scrape; anything out of form is an error. */
    public static ParsedText parse(String text) {
        ParsedText parsed = new ParsedText(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), false);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new AssertionError("no line feed at the end");
        }
        boolean eof = false;
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            if (eof) {
                throw new AssertionError("text after # EOF: " + line);
            }
            if (line.equals("# EOF")) {
                eof = true;
            } else if (line.startsWith("# HELP ")) {
                String[] words = line.split(" ", 4);
                putOnce(parsed.helps, words[2], words[3]);
            } else if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                putOnce(parsed.types, words[2], words[3]);
            } else {
                parsed.samples.add(new LineReader(line).sample());
            }
        }
        return new ParsedText(parsed.types, parsed.helps, parsed.samples, eof);
    }

    private static void putOnce(Map<String, String> map, String name, String value) {
        if (map.put(name, value) != null) {
            throw new AssertionError("metadata of " + name + " twice");
        }
    }

    private static final class LineReader {

        private final String line;
        private int at;

        LineReader(String line) {
            this.line = line;
        }

        Sample sample() {
            String name = upTo("{ ");
            List<String> labels = new ArrayList<>();
            if (line.charAt(at) == '{') {
                at++;
                while (line.charAt(at) != '}') {
                    labels.add(upTo("="));
                    expect('=');
                    labels.add(quoted());
                    if (line.charAt(at) == ',') {
                        at++;
                    }
                }
                expect('}');
            }
            expect(' ');
            String value = line.substring(at);
            boolean special = value.equals("NaN") || value.endsWith("Inf");
            return new Sample(name, labels, special ? BigDecimal.ZERO : new BigDecimal(value));
        }

        private String upTo(String ends) {
            int from = at;
            while (ends.indexOf(line.charAt(at)) < 0) {
                at++;
            }
            return line.substring(from, at);
        }

        private String quoted() {
            expect('"');
            StringBuilder value = new StringBuilder();
            while (line.charAt(at) != '"') {
                char c = line.charAt(at++);
                if (c == '\\') {
                    char escaped = line.charAt(at++);
                    c = switch (escaped) {
                        case 'n' -> '\n';
                        case '\\', '"' -> escaped;
                        default -> throw new AssertionError("escape \\" + escaped + " in: " + line);
                    };
                }
                value.append(c);
            }
            at++;
            return value.toString();
        }

        private void expect(char c) {
            if (line.charAt(at++) != c) {
                throw new AssertionError("expected " + c + " at " + (at - 1) + " in: " + line);
            }
        }
    }
}
