package dev.dockershim.exporter.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A growable buffer of UTF-8 text that is written to without garbage. Not for concurrent use.
 *
 * <p>Meant to be kept from scrape to scrape: {@link #clear()} keeps the memory, unless the last text was far smaller.
 */
final class ByteText {

    /** Largest scale of {@link #appendDecimal}: all digits of a long but one may stand behind the point. */
    static final int MAX_SCALE = 18;

    /** Sign, point, a leading zero and the 19 digits of a long. */
    private static final int MAX_DECIMAL_LENGTH = 22;

    private static final int MAX_UTF8_PER_CHAR = 3;
    private static final int KEPT_CAPACITY = 64 * 1024;
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes;
    private int length;

    ByteText() {
        this(1024);
    }

    ByteText(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    int capacity() {
        return bytes.length;
    }

    /** Empties the buffer, and gives memory back if the text in it used less than a quarter. */
    void clear() {
        if (bytes.length > KEPT_CAPACITY && length < bytes.length / 4) {
            bytes = new byte[Math.max(KEPT_CAPACITY, 2 * length)];
        }
        length = 0;
    }

    /** Cuts the text back to a length it had before. */
    void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException("cannot cut " + length + " bytes to " + newLength);
        }
        length = newLength;
    }

    ByteText append(byte[] source) {
        return append(source, 0, source.length);
    }

    ByteText append(byte[] source, int offset, int count) {
        ensureRoom(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Appends one ASCII character. */
    ByteText append(char ascii) {
        ensureRoom(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Appends a constant or a metric name: ASCII only, taken as it is. */
    ByteText appendAscii(String text) {
        ensureRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /**
     * Appends text from outside on one line: {@code \\}, line feed and, if asked for, {@code "} are escaped.
     *
     * <p>What is no character (an unpaired surrogate) or might end a line or a text in some reader (the other control
     * characters but tab) becomes U+FFFD.
     */
    ByteText appendEscaped(String text, boolean quotesToo) {
        ensureRoom((long) MAX_UTF8_PER_CHAR * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || (c == '"' && quotesToo)) {
                bytes[length++] = '\\';
                bytes[length++] = (byte) c;
            } else if (c >= ' ' && c < 0x7F) {
                bytes[length++] = (byte) c;
            } else if (c == '\n') {
                bytes[length++] = '\\';
                bytes[length++] = 'n';
            } else if (c == '\t') {
                bytes[length++] = '\t';
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                appendUtf8(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                appendUtf8(Character.isSurrogate(c) || Character.isISOControl(c) ? REPLACEMENT : c);
            }
        }
        return this;
    }

    /**
     * Appends {@code unscaled * 10^-scale} as a plain decimal without trailing zeros behind the point.
     *
     * @throws IllegalArgumentException if the scale is not within 0 to {@value #MAX_SCALE}
     */
    ByteText appendDecimal(long unscaled, int scale) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale " + scale + " is not within 0 to " + MAX_SCALE);
        }
        // Below zero there is room for every long, above there is none for -Long.MIN_VALUE.
        long rest = unscaled > 0 ? -unscaled : unscaled;
        int fraction = scale;
        while (fraction > 0 && rest % 10 == 0) {
            rest /= 10;
            fraction--;
        }
        ensureRoom(MAX_DECIMAL_LENGTH);
        if (unscaled < 0) {
            bytes[length++] = '-';
        }
        int digits = Math.max(digits(rest), fraction + 1);
        int end = length + digits + (fraction > 0 ? 1 : 0);
        int at = end;
        for (int i = 0; i < digits; i++) {
            if (i == fraction && fraction > 0) {
                bytes[--at] = '.';
            }
            bytes[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** A view that appends what is written to it. */
    OutputStream asOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                append((char) (value & 0xFF));
            }

            @Override
            public void write(byte[] source, int offset, int count) {
                append(source, offset, count);
            }
        };
    }

    /** Appends the whole text to another. */
    void appendTo(ByteText out) {
        out.append(bytes, 0, length);
    }

    /** Writes the whole text to a stream. */
    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private static int digits(long negative) {
        int digits = 1;
        for (long rest = negative; rest <= -10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** The caller has made the room. */
    private void appendUtf8(int codePoint) {
        if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
                bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            }
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void ensureRoom(long count) {
        long needed = length + count;
        if (needed > bytes.length) {
            if (needed > MAX_CAPACITY) {
                throw new OutOfMemoryError("a text of more than 2 GiB");
            }
            long doubled = Math.min(2L * bytes.length, MAX_CAPACITY);
            bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, needed));
        }
    }
}
