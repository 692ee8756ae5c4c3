package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes the labels and the value of one sample line of the Prometheus text format. Used again for each line. */
final class SampleLine {

    private static final String[] NAMES = {"container", "id", "image", "name", "namespace", "pod"};
    private static final byte[][] NAME_BYTES = Arrays.stream(NAMES)
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private static final int CONTAINER = 0;
    private static final int ID = 1;
    private static final int MAX_NUMBER_LENGTH = 40;

    private final byte[] buffer;
    private final LabelWalk labels;
    private final String[] values = new String[NAMES.length];
    private double value;

    /** Reads lines that lie in {@code buffer}. */
    SampleLine(byte[] buffer) {
        this.buffer = buffer;
        this.labels = new LabelWalk(buffer);
    }

    /** Reads from just behind the opening brace to {@code end}; false if that breaks the format. */
    boolean parse(int start, int end) {
        Arrays.fill(values, "");
        labels.start(start, end);
        while (labels.next()) {
            int known = knownName();
            if (known >= 0) {
                values[known] = text(labels.valueStart(), labels.valueEnd());
            }
        }
        int brace = labels.closingBrace();
        return brace >= 0 && parseValue(brace + 1, end);
    }

    String id() {
        return values[ID];
    }

    /** Whether this is a container's or a sandbox's cgroup. */
    boolean namesContainer() {
        return !values[ID].isEmpty() && (!values[CONTAINER].isEmpty() || CgroupIds.containerId(values[ID]) != null);
    }

    double value() {
        return value;
    }

    Labels labels(long startTimeSeconds) {
        return new Labels(values[0], values[1], values[2], values[3], values[4], values[5], startTimeSeconds);
    }

    /** The value, which may be followed by a time stamp. */
    private boolean parseValue(int start, int end) {
        int from = start;
        while (from < end && buffer[from] == ' ') {
            from++;
        }
        int space = indexOf(' ', from, end);
        int to = space < 0 ? end : space;
        if (to == from || to - from > MAX_NUMBER_LENGTH) {
            return false;
        }
        String number = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
        try {
            value = number.endsWith("Inf") ? Double.NaN : Double.parseDouble(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private int knownName() {
        for (int i = 0; i < NAME_BYTES.length; i++) {
            if (labels.nameIs(NAME_BYTES[i])) {
                return i;
            }
        }
        return -1;
    }

    private int indexOf(char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (buffer[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private String text(int start, int end) {
        if (start == end) {
            return "";
        }
        String raw = new String(buffer, start, end - start, StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescape(raw);
    }

    /** {@code \\}, {@code \"} and {@code \n}; any other backslash stands for itself. */
    private static String unescape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            char next = c == '\\' && i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (next == 'n') {
                text.append('\n');
                i++;
            } else if (next == '\\' || next == '"') {
                text.append(next);
                i++;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
