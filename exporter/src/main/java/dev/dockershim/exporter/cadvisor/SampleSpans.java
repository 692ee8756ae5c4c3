package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.kubelet.LabelWalk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the parts of one sample line lie: the known labels, the value, the time stamp. Used again for each line.
 *
 * <p>The grammar is that of Prometheus' text format 0.0.4, and what follows the time stamp may be an exemplar, which is
 * not looked into.
 */
final class SampleSpans {

    private final byte[] text;
    private final LabelWalk labels;
    private final int[] valueStarts = new int[KnownLabels.COUNT];
    private final int[] valueEnds = new int[KnownLabels.COUNT];
    private final int[] order = new int[KnownLabels.COUNT];

    private int known;
    private int labelsEnd;
    private int valueEnd;
    private int timestampStart;
    private int timestampEnd;

    SampleSpans(byte[] text) {
        this.text = text;
        this.labels = new LabelWalk(text);
        Arrays.fill(valueStarts, -1);
    }

    /** Reads from behind the metric's name to {@code end}; false if that breaks the format or names a label twice. */
    boolean parse(int nameEnd, int end) {
        for (int i = 0; i < known; i++) {
            valueStarts[order[i]] = -1;
        }
        known = 0;
        int at = Words.skipBlanks(text, nameEnd, end);
        if (at < end && text[at] == '{') {
            if (!parseLabels(at + 1, end)) {
                return false;
            }
            at = labels.closingBrace() + 1;
        } else if (at == nameEnd) {
            return false;
        }
        return parseValue(at, end);
    }

    /** How many known labels the line has. */
    int known() {
        return known;
    }

    /** The known label in that place, counted from 0. */
    int label(int place) {
        return order[place];
    }

    boolean has(int label) {
        return valueStarts[label] >= 0;
    }

    /** Whether the label is printed, and with nothing between its quotes. */
    boolean isPrintedEmpty(int label) {
        return has(label) && valueStarts[label] == valueEnds[label];
    }

    /** Whether the label is printed with a value. */
    boolean isFilled(int label) {
        return has(label) && valueStarts[label] < valueEnds[label];
    }

    /** First byte of a label's value; only for labels that the line has. */
    int start(int label) {
        return valueStarts[label];
    }

    /** The quote behind a label's value; only for labels that the line has. */
    int end(int label) {
        return valueEnds[label];
    }

    /** A label's value as it is printed, one char for a byte; empty if the line lacks it. */
    String text(byte[] from, int label) {
        return has(label)
                ? new String(
                        from, valueStarts[label], valueEnds[label] - valueStarts[label], StandardCharsets.ISO_8859_1)
                : "";
    }

    /** Behind the closing quote of the last label, known or not; only for lines with labels. */
    int labelsEnd() {
        return labelsEnd;
    }

    /** Behind the closing brace; only for lines with labels. */
    int labelsClose() {
        return labels.closingBrace() + 1;
    }

    /** Behind the sample's value. */
    int valueEnd() {
        return valueEnd;
    }

    boolean hasTimestamp() {
        return timestampStart >= 0;
    }

    int timestampStart() {
        return timestampStart;
    }

    int timestampEnd() {
        return timestampEnd;
    }

    private boolean parseLabels(int from, int end) {
        labels.start(from, end);
        while (labels.next()) {
            labelsEnd = labels.valueEnd() + 1;
            int label = KnownLabels.of(labels);
            if (label != KnownLabels.NONE) {
                if (has(label)) {
                    return false;
                }
                valueStarts[label] = labels.valueStart();
                valueEnds[label] = labels.valueEnd();
                order[known++] = label;
            }
        }
        return labels.closingBrace() >= 0;
    }

    /** Reads what follows the labels; false if that breaks the format. */
    boolean parseValue(int from, int end) {
        timestampStart = -1;
        int start = Words.skipBlanks(text, from, end);
        valueEnd = Words.end(text, start, end);
        if (!NumberText.isNumber(text, start, valueEnd)) {
            return false;
        }
        int next = Words.skipBlanks(text, valueEnd, end);
        if (next < end && text[next] != '#') {
            int wordEnd = Words.end(text, next, end);
            if (!NumberText.isInteger(text, next, wordEnd)) {
                return false;
            }
            timestampStart = next;
            timestampEnd = wordEnd;
            next = Words.skipBlanks(text, wordEnd, end);
        }
        return next == end || text[next] == '#';
    }
}
