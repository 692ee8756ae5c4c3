package dev.dockershim.exporter.hostroot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of variables such as {@code kubeadm-flags.env}, read as systemd reads it (systemd.exec(5), EnvironmentFile=):
 * {@code NAME=value}, quotes that may span lines, backslashes, and comments that begin with {@code #} or {@code ;}.
 * Nothing is expanded. A line that is none of these, or a quote left open, makes the file one that is half written.
 */
final class EnvironmentFile {

    private final String text;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private int at;

    private EnvironmentFile(String text) {
        this.text = text;
    }

    /** The variables, the last of a name; null if the file is half written. */
    static @Nullable Map<String, String> parse(String text) {
        EnvironmentFile file = new EnvironmentFile(text);
        return file.read() ? file.variables : null;
    }

    private boolean read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' || c == ';') {
                skipLine();
            } else if (!readVariable()) {
                return false;
            }
        }
        return true;
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    private boolean readVariable() {
        int equals = text.indexOf('=', at);
        int end = text.indexOf('\n', at);
        if (equals < 0 || (end >= 0 && end < equals)) {
            return false;
        }
        String name = text.substring(at, equals).strip();
        at = equals + 1;
        String value = readValue();
        if (value == null) {
            return false;
        }
        variables.put(name, value);
        return true;
    }

    private @Nullable String readValue() {
        StringBuilder value = new StringBuilder();
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quote != '\'' && at + 1 < text.length()) {
                at++;
                appendEscaped(value, text.charAt(at), quote);
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote == 0 && c == '\n') {
                break;
            } else {
                value.append(c);
            }
        }
        return quote == 0 ? value.toString().strip() : null;
    }

    /** A backslash before a line's end joins lines; in double quotes it stays before what needs none. */
    private static void appendEscaped(StringBuilder value, char c, char quote) {
        if (c == '\n') {
            return;
        }
        if (quote == '"' && "\"\\`$".indexOf(c) < 0) {
            value.append('\\');
        }
        value.append(c);
    }
}
