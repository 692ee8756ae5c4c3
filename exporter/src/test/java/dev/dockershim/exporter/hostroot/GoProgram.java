package dev.dockershim.exporter.hostroot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes programs as Go's linker would, of nothing but headers and build information. */
final class GoProgram {

    private static final byte[] NAMES = "\0.go.buildinfo\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
    private static final long ADDRESS = 0x40_0000;

    private GoProgram() {}

    /** As by Go 1.18 and later. */
    static byte[] inline(boolean wide, ByteOrder order, String modules) {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes(header(wide, 2));
        info.writeBytes(new byte[16]);
        for (byte[] text : new byte[][] {bytes("go1.19.8"), framed(modules)}) {
            int length = text.length;
            while (length >= 0x80) {
                info.write((length & 0x7f) | 0x80);
                length >>= 7;
            }
            info.write(length);
            info.writeBytes(text);
        }
        return elf(wide, order, info.toByteArray());
    }

    /** As by Go 1.17 and earlier. */
    static byte[] pointed(boolean wide, ByteOrder order, String modules) {
        int width = wide ? 8 : 4;
        byte[] text = framed(modules);
        long start = ADDRESS + (wide ? 120 : 84);
        ByteBuffer info = ByteBuffer.allocate(32 + 4 * width + text.length).order(order);
        info.put(header(wide, order == ByteOrder.BIG_ENDIAN ? 1 : 0));
        pointer(info, wide, start + 32);
        pointer(info, wide, start + 32 + 2L * width);
        info.position(32);
        pointer(info, wide, 0);
        pointer(info, wide, 0);
        pointer(info, wide, start + 32 + 4L * width);
        pointer(info, wide, text.length);
        info.put(text);
        return elf(wide, order, info.array());
    }

    private static byte[] header(boolean wide, int flags) {
        byte[] header = new byte[16];
        byte[] magic = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(magic, 0, header, 0, magic.length);
        header[14] = (byte) (wide ? 8 : 4);
        header[15] = (byte) flags;
        return header;
    }

    private static byte[] framed(String modules) {
        return bytes("0123456789abcdef" + modules + "fedcba9876543210");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void pointer(ByteBuffer to, boolean wide, long value) {
        if (wide) {
            to.putLong(value);
        } else {
            to.putInt((int) value);
        }
    }

    private static byte[] elf(boolean wide, ByteOrder order, byte[] info) {
        int head = wide ? 64 : 52;
        int segment = wide ? 56 : 32;
        int section = wide ? 64 : 40;
        int start = head + segment;
        int names = start + info.length;
        int sections = names + NAMES.length;
        ByteBuffer elf = ByteBuffer.allocate(sections + 3 * section).order(order);
        elf.put(new byte[] {
            0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1), 1
        });
        elf.position(16);
        elf.putShort((short) 2).putShort((short) 62).putInt(1);
        pointer(elf, wide, ADDRESS);
        pointer(elf, wide, head);
        pointer(elf, wide, sections);
        elf.putInt(0).putShort((short) head).putShort((short) segment).putShort((short) 1);
        elf.putShort((short) section).putShort((short) 3).putShort((short) 2);
        // The whole file is loaded.
        if (wide) {
            elf.putInt(1)
                    .putInt(6)
                    .putLong(0)
                    .putLong(ADDRESS)
                    .putLong(ADDRESS)
                    .putLong(names)
                    .putLong(names)
                    .putLong(16);
        } else {
            elf.putInt(1)
                    .putInt(0)
                    .putInt((int) ADDRESS)
                    .putInt((int) ADDRESS)
                    .putInt(names)
                    .putInt(names)
                    .putInt(6)
                    .putInt(4);
        }
        elf.put(info).put(NAMES);
        elf.position(sections + section);
        section(elf, wide, 1, ADDRESS + start, start, info.length);
        section(elf, wide, 15, 0, names, NAMES.length);
        return elf.array();
    }

    private static void section(ByteBuffer elf, boolean wide, int name, long address, long offset, long size) {
        int end = elf.position() + (wide ? 64 : 40);
        elf.putInt(name).putInt(1);
        pointer(elf, wide, 3);
        pointer(elf, wide, address);
        pointer(elf, wide, offset);
        pointer(elf, wide, size);
        elf.position(end);
    }
}
