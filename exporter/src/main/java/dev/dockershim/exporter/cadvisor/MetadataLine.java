package dev.dockershim.exporter.cadvisor;

import java.nio.charset.StandardCharsets;

/** Takes a line that begins with {@code #} apart. Used again for each line. */
final class MetadataLine {

    /** What such a line is. */
    enum Kind {
        HELP,
        TYPE,
        COMMENT
    }

    private static final byte[] HELP = "HELP".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "TYPE".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private int nameStart;
    private int nameEnd;
    private int textStart;

    MetadataLine(byte[] text) {
        this.text = text;
    }

    /** Reads from behind the {@code #}. */
    Kind parse(int from, int end) {
        int word = Words.skipBlanks(text, from, end);
        int wordEnd = Words.end(text, word, end);
        nameStart = Words.skipBlanks(text, wordEnd, end);
        nameEnd = Words.end(text, nameStart, end);
        textStart = Words.skipBlanks(text, nameEnd, end);
        if (word == from || nameStart == nameEnd) {
            return Kind.COMMENT;
        }
        if (is(HELP, word, wordEnd)) {
            return Kind.HELP;
        }
        return is(TYPE, word, wordEnd) ? Kind.TYPE : Kind.COMMENT;
    }

    /** First byte of the family's name; like the others only for HELP and TYPE. */
    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    /** First byte of what the line says; the end of the line if it says nothing. */
    int textStart() {
        return textStart;
    }

    private boolean is(byte[] word, int from, int to) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
