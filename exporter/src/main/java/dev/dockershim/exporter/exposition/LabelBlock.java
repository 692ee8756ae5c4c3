package dev.dockershim.exporter.exposition;

/**
 * Renders the labels of a sample: {@code {container="web",image=""}}, the same bytes in both formats.
 *
 * <p>Labels stand in the order in which they were added, empty values too, as the kubelet prints them: callers add
 * them sorted by name.
 */
public final class LabelBlock {

    private final ByteText text = new ByteText(256);

    /**
     * Adds a label.
     *
     * @param name {@code [a-zA-Z_][a-zA-Z0-9_]*}
     * @param value any text; escaped here, and what no reader could take becomes U+FFFD
     * @throws IllegalArgumentException if the name is none
     */
    public LabelBlock add(String name, String value) {
        text.append(text.length() == 0 ? '{' : ',')
                .appendAscii(Names.requireLabel(name))
                .append('=')
                .append('"')
                .appendEscaped(value, true)
                .append('"');
        return this;
    }

    /** A label's value as it stands between the quotes: any text, escaped as {@link #add} escapes it. */
    public static byte[] escape(String value) {
        return new ByteText(value.length()).appendEscaped(value, true).toBytes();
    }

    /** Begins anew, without any label. */
    public LabelBlock clear() {
        text.clear();
        return this;
    }

    /** Appends the block, or nothing if no label was added. */
    void appendTo(ByteText out) {
        if (text.length() > 0) {
            text.appendTo(out);
            out.append('}');
        }
    }

    /** The block, or an empty array if no label was added. */
    public byte[] toBytes() {
        if (text.length() == 0) {
            return new byte[0];
        }
        int open = text.length();
        byte[] block = text.append('}').toBytes();
        text.truncate(open);
        return block;
    }
}
