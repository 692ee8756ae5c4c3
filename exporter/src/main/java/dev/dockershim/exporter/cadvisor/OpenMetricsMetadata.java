package dev.dockershim.exporter.cadvisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Converts HELP and TYPE lines to OpenMetrics 1.0: counters are named without {@code _total}, {@code untyped} is called
 * {@code unknown}, and quotes in HELP are escaped. A counter whose samples do not end in {@code _total} has no place in
 * OpenMetrics and becomes {@code unknown}.
 *
 * <p>How a HELP line must name its family only the TYPE line tells, which comes behind it: the HELP line is held until
 * then, and released by {@link #release} if the next line is another. It is no longer than a line may be.
 */
final class OpenMetricsMetadata {

    private static final byte[] HELP_START = ascii("# HELP ");
    private static final byte[] TYPE_START = ascii("# TYPE ");
    private static final byte[] TOTAL = ascii("_total");
    private static final byte[] COUNTER = ascii("counter");
    private static final byte[] UNTYPED = ascii("untyped");
    private static final byte[] UNKNOWN = ascii("unknown");

    private final byte[] text;
    private final Splices out;

    private byte @Nullable [] heldName;
    private byte[] heldHelp = {};

    /** The family whose TYPE came last, and whether it is named without {@code _total}. */
    private byte[] typed = {};

    private boolean typedShort;

    OpenMetricsMetadata(byte[] text, Splices out) {
        this.text = text;
        this.out = out;
    }

    /** Takes a HELP line that lies from {@code start} to before {@code next} and whose text ends at {@code end}. */
    void help(MetadataLine line, int start, int end, int next) throws IOException {
        out.drop(start, next);
        byte[] name = Arrays.copyOfRange(text, line.nameStart(), line.nameEnd());
        byte[] help = Arrays.copyOfRange(text, line.textStart(), end);
        if (Arrays.equals(name, typed)) {
            writeHelp(name, help, typedShort);
        } else {
            heldName = name;
            heldHelp = help;
        }
    }

    /** Takes a TYPE line; as {@link #help}. */
    void type(MetadataLine line, int start, int end, int next) throws IOException {
        byte[] name = Arrays.copyOfRange(text, line.nameStart(), line.nameEnd());
        int typeEnd = end;
        while (typeEnd > line.textStart() && (text[typeEnd - 1] == ' ' || text[typeEnd - 1] == '\t')) {
            typeEnd--;
        }
        byte[] type = Arrays.copyOfRange(text, line.textStart(), typeEnd);
        boolean counter = Arrays.equals(type, COUNTER);
        typed = name;
        typedShort = counter && endsInTotal(name);
        out.drop(start, next);
        if (heldName != null && Arrays.equals(heldName, name)) {
            heldName = null;
            writeHelp(name, heldHelp, typedShort);
        }
        out.append(TYPE_START);
        writeName(name, typedShort);
        out.append(' ');
        out.append(Arrays.equals(type, UNTYPED) || (counter && !typedShort) ? UNKNOWN : type);
        out.append('\n');
    }

    /**
     * Writes a HELP line that is still held: its TYPE does not come. Only to be called when all before the current line
     * has been copied.
     */
    void release() throws IOException {
        byte[] held = heldName;
        if (held != null) {
            heldName = null;
            writeHelp(held, heldHelp, false);
        }
    }

    /** Whether a HELP line is held for that family. */
    boolean holds(MetadataLine line) {
        byte[] held = heldName;
        return held != null && Arrays.equals(held, 0, held.length, text, line.nameStart(), line.nameEnd());
    }

    private void writeHelp(byte[] name, byte[] help, boolean isShort) throws IOException {
        out.append(HELP_START);
        writeName(name, isShort);
        out.append(' ');
        for (int i = 0; i < help.length; i++) {
            byte b = help[i];
            if (b == '\\' && i + 1 < help.length && isEscapable(help[i + 1])) {
                out.append('\\');
                out.append(help[++i]);
            } else {
                if (b == '"' || b == '\\') {
                    out.append('\\');
                }
                out.append(b);
            }
        }
        out.append('\n');
    }

    private static boolean isEscapable(byte b) {
        return b == '\\' || b == 'n' || b == '"';
    }

    private void writeName(byte[] name, boolean isShort) throws IOException {
        out.append(name, 0, isShort ? name.length - TOTAL.length : name.length);
    }

    private static boolean endsInTotal(byte[] name) {
        int start = name.length - TOTAL.length;
        return start > 0 && Arrays.equals(name, start, name.length, TOTAL, 0, TOTAL.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
