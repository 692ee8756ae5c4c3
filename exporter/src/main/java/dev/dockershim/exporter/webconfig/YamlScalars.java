package dev.dockershim.exporter.webconfig;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a scalar means by YAML 1.1, as go.yaml.in/yaml/v2 resolves it; quotes make a string of anything. */
final class YamlScalars {

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0x[0-9a-fA-F]+|0b[01]+|0o?[0-7]+|0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    private YamlScalars() {}

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain() && NULL.contains(scalar.getValue());
    }

    static String string(String key, Node node) throws WebConfigException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new WebConfigException(key, "must be a string" + at(node));
    }

    static boolean bool(String key, Node node) throws WebConfigException {
        String text = plain(node);
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw new WebConfigException(key, "must be true or false" + at(node));
    }

    /** A fraction is cut off, as there. */
    static long integer(String key, Node node) throws WebConfigException {
        String text = plain(node).replace("_", "");
        try {
            if (INTEGER.matcher(text).matches()) {
                return parse(text);
            }
            if (DECIMAL.matcher(text).matches()) {
                return new BigDecimal(text).toBigInteger().longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // too large
        }
        throw new WebConfigException(key, "must be a whole number" + at(node));
    }

    /** A bare number counts nanoseconds, as there. */
    static long nanos(String key, Node node) throws WebConfigException {
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        try {
            return GoDuration.nanos(text);
        } catch (IllegalArgumentException e) {
            if (!plain(node).isEmpty()
                    && (INTEGER.matcher(text).matches() || DECIMAL.matcher(text).matches())) {
                return integer(key, node);
            }
            throw new WebConfigException(key, "must be a duration such as 1s or 500ms" + at(node));
        }
    }

    /** Where it stands, for a message. */
    static String at(Node node) {
        return node.getStartMark()
                .map(mark -> " (line " + (mark.getLine() + 1) + ")")
                .orElse("");
    }

    private static String plain(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain() ? scalar.getValue() : "";
    }

    private static long parse(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        String sign = digits.startsWith("-") ? "-" : "";
        digits = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
        if (digits.startsWith("0x")) {
            return Long.parseLong(sign + digits.substring(2), 16);
        }
        if (digits.startsWith("0b")) {
            return Long.parseLong(sign + digits.substring(2), 2);
        }
        if (digits.startsWith("0") && digits.length() > 1) {
            return Long.parseLong(sign + (digits.startsWith("0o") ? digits.substring(2) : digits), 8);
        }
        return Long.parseLong(sign + digits);
    }
}
