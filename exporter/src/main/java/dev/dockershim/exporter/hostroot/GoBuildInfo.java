package dev.dockershim.exporter.hostroot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Go's linker writes into a program about the modules it is made of (debug/buildinfo; format in
 * runtime/debug/mod.go). Two forms: pointers to two strings up to Go 1.17, the strings themselves since.
 *
 * @param versions of the modules in it, by their paths; replaced ones by the path they have in the sources, with the
 *     version that is really in it; empty if it has none, as a module built where it lies
 * @param settings of its build, since Go 1.18
 */
record GoBuildInfo(Map<String, String> versions, Map<String, String> settings) {

    private static final String SECTION = ".go.buildinfo";
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER = 32;
    private static final int INLINE = 2;
    private static final int BIG_ENDIAN = 1;

    /** The largest real ones, such as k3s', have 100 KB. */
    private static final int MAX_BYTES = 512 * 1024;

    /** Random bytes at both ends, by which cmd/go finds the text. */
    private static final int FRAME = 16;

    /** Copies the maps. */
    GoBuildInfo {
        versions = Map.copyOf(versions);
        settings = Map.copyOf(settings);
    }

    /**
     * Reads it, and not much else of the file.
     *
     * @return null if there is none: no ELF file, no Go, or built without modules
     */
    static @Nullable GoBuildInfo read(SeekableByteChannel file) throws IOException {
        ElfImage image = ElfImage.read(file);
        long address = image == null ? -1 : image.addressOf(SECTION);
        byte[] header = image == null || address < 0 ? null : image.memory(address, HEADER);
        if (image == null || header == null || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return null;
        }
        byte[] text = (header[15] & INLINE) != 0 ? inline(image, address + HEADER) : pointed(image, header);
        if (text == null || text.length < 2 * FRAME + 1 || text[text.length - FRAME - 1] != '\n') {
            return null;
        }
        return parse(new String(text, FRAME, text.length - 2 * FRAME, StandardCharsets.UTF_8));
    }

    /** Go's version and the modules, each after its length. */
    private static byte @Nullable [] inline(ElfImage image, long address) throws IOException {
        long at = address;
        byte[] text = null;
        for (int i = 0; i < 2; i++) {
            int length = 0;
            int shift = 0;
            int next;
            do {
                byte[] one = image.memory(at++, 1);
                if (one == null || shift > 21) {
                    return null;
                }
                next = one[0];
                length |= (next & 0x7f) << shift;
                shift += 7;
            } while ((next & 0x80) != 0);
            text = length > MAX_BYTES ? null : image.memory(at, length);
            if (text == null) {
                return null;
            }
            at += length;
        }
        return text;
    }

    /** The second of two pointers to a string, which is a pointer and a length. */
    private static byte @Nullable [] pointed(ElfImage image, byte[] header) throws IOException {
        int width = header[14];
        boolean bigEndian = (header[15] & BIG_ENDIAN) != 0;
        if ((width != 4 && width != 8) || bigEndian != (image.order() == ByteOrder.BIG_ENDIAN)) {
            return null;
        }
        long pointer = pointer(image, header, 16 + width, width);
        byte[] string = image.memory(pointer, 2 * width);
        if (string == null) {
            return null;
        }
        long length = pointer(image, string, width, width);
        return length < 0 || length > MAX_BYTES ? null : image.memory(pointer(image, string, 0, width), (int) length);
    }

    private static long pointer(ElfImage image, byte[] bytes, int offset, int width) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(image.order());
        return width == 8 ? buffer.getLong(offset) : buffer.getInt(offset) & 0xffffffffL;
    }

    /** Lines of words between tabs: {@code dep path version sum}, {@code => path version sum} for the one before. */
    static GoBuildInfo parse(String text) {
        Map<String, String> versions = new HashMap<>();
        Map<String, String> settings = new HashMap<>();
        String last = "";
        for (String line : text.split("\n", -1)) {
            String[] words = line.split("\t", -1);
            String version = words.length > 2 && !words[2].equals("(devel)") ? words[2] : "";
            if (words.length > 1 && (words[0].equals("mod") || words[0].equals("dep"))) {
                last = words[1];
                versions.put(last, version);
            } else if (words[0].equals("=>") && !last.isEmpty()) {
                versions.put(last, version);
            } else if (words.length > 1 && words[0].equals("build")) {
                int equals = words[1].indexOf('=');
                settings.put(words[1].substring(0, Math.max(equals, 0)), words[1].substring(equals + 1));
            }
        }
        return new GoBuildInfo(versions, settings);
    }
}
