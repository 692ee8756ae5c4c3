package dev.dockershim.exporter.kubelet;

/**
 * Walks over the labels of one sample line of the Prometheus text format without copying: it tells where names and values
 * lie. Used again for each line. Blanks around separators and a comma behind the last label are allowed, as Prometheus
 * allows them.
 */
public final class LabelWalk {

    private static final int OPEN = -1;

    private final byte[] text;
    private int at;
    private int end;
    private int closingBrace = OPEN;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;

    /** Walks over lines that lie in {@code text}. */
    public LabelWalk(byte[] text) {
        this.text = text;
    }

    /** Begins just behind an opening brace; the line ends before {@code end}. */
    public void start(int from, int end) {
        at = from;
        this.end = end;
        closingBrace = OPEN;
    }

    /** Goes to the next label; false behind the last one, and where the format is broken. */
    public boolean next() {
        int i = skipBlanks(at);
        if (i < end && text[i] == '}') {
            closingBrace = i;
            at = end;
            return false;
        }
        boolean found = readLabel(i);
        if (!found) {
            at = end;
        }
        return found;
    }

    /** Where the closing brace is; -1 as long as {@link #next} finds labels, and for good if the format is broken. */
    public int closingBrace() {
        return closingBrace;
    }

    /** First byte of the label's name. */
    public int nameStart() {
        return nameStart;
    }

    /** Behind the last byte of the label's name. */
    public int nameEnd() {
        return nameEnd;
    }

    /** First byte of the label's value, behind the quote; escaped as it is printed. */
    public int valueStart() {
        return valueStart;
    }

    /** Behind the last byte of the label's value: the closing quote. */
    public int valueEnd() {
        return valueEnd;
    }

    /** Whether the label's name consists of those bytes. */
    public boolean nameIs(byte[] name) {
        if (nameEnd - nameStart != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (text[nameStart + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean readLabel(int from) {
        // In locals: the first compiler tier would load the fields again for each byte.
        byte[] bytes = text;
        int last = end;
        int i = from;
        while (i < last && isNamePart(bytes[i])) {
            i++;
        }
        nameStart = from;
        nameEnd = i;
        i = skipBlanks(i);
        if (nameEnd == nameStart || i >= last || bytes[i] != '=') {
            return false;
        }
        i = skipBlanks(i + 1);
        if (i >= last || bytes[i] != '"') {
            return false;
        }
        valueStart = i + 1;
        i = valueStart;
        while (i < last && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        if (i >= last) {
            return false;
        }
        valueEnd = i;
        i = skipBlanks(i + 1);
        if (i >= last || (bytes[i] != ',' && bytes[i] != '}')) {
            return false;
        }
        at = bytes[i] == ',' ? i + 1 : i;
        return true;
    }

    /** Anything that is no separator: what a name may be made of is not judged here. */
    private static boolean isNamePart(byte b) {
        return b != '=' && b != '"' && b != ',' && b != '{' && b != '}' && b != ' ' && b != '\t';
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < end && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i;
    }
}
