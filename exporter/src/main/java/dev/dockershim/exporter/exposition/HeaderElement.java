package dev.dockershim.exporter.exposition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code Accept} or {@code Accept-Encoding}.
 *
 * @param name lower case: {@code text/plain}, {@code gzip}, {@code *}
 * @param parameters by lower case name, without {@code q}
 * @param quality 0 (never) to 1; 1 if nothing or nonsense is said
 */
record HeaderElement(String name, Map<String, String> parameters, double quality) {

    private static final Pattern QUALITY = Pattern.compile("[01]([.][0-9]{0,9})?");

    /** The elements in their order; what has no name is skipped. */
    static List<HeaderElement> parseList(@Nullable String header) {
        List<HeaderElement> elements = new ArrayList<>();
        for (String element : splitUnquoted(header == null ? "" : header, ',')) {
            List<String> parts = splitUnquoted(element, ';');
            String name = parts.get(0).trim().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                elements.add(parse(name, parts.subList(1, parts.size())));
            }
        }
        return elements;
    }

    private static HeaderElement parse(String name, List<String> parts) {
        Map<String, String> parameters = new HashMap<>();
        double quality = 1;
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = part.substring(0, equals).trim().toLowerCase(Locale.ROOT);
            String value = unquote(part.substring(equals + 1).trim());
            if (!key.equals("q")) {
                parameters.put(key, value);
            } else if (QUALITY.matcher(value).matches()) {
                quality = Math.min(1, Double.parseDouble(value));
            }
        }
        return new HeaderElement(name, parameters, quality);
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static List<String> splitUnquoted(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
