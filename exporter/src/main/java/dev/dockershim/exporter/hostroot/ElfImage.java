package dev.dockershim.exporter.hostroot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ELF file (elf(5)) of 32 or 64 bits and either byte order, of which only the headers and what is asked for are read.
 * Its memory is addressed as the program would: by its loaded segments.
 */
final class ElfImage {

    private static final int MAX_SECTIONS = 256;
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_NAMES = 64 * 1024;
    private static final int LOADED = 1;

    private final SeekableByteChannel file;
    private final ByteOrder order;
    private final boolean wide;
    private final List<Range> segments = new ArrayList<>();
    private final List<Range> sections = new ArrayList<>();

    /**
     * A part of the file.
     *
     * @param name of a section; an offset into the table of names while that is not read; 0 for a segment
     * @param address where it lies in memory
     * @param offset where it lies in the file
     * @param size in bytes of the file
     */
    private record Range(int name, long address, long offset, long size) {}

    private ElfImage(SeekableByteChannel file, ByteOrder order, boolean wide) {
        this.file = file;
        this.order = order;
        this.wide = wide;
    }

    /**
     * Reads the headers.
     *
     * @return null if it is no ELF file, or one beyond all reason
     */
    static @Nullable ElfImage read(SeekableByteChannel file) throws IOException {
        byte[] ident = bytes(file, 0, 16);
        if (ident == null || ident[0] != 0x7f || ident[1] != 'E' || ident[2] != 'L' || ident[3] != 'F') {
            return null;
        }
        boolean wide = ident[4] == 2;
        ByteOrder order = ident[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ElfImage image = new ElfImage(file, order, wide);
        return image.headers() ? image : null;
    }

    ByteOrder order() {
        return order;
    }

    /** Address of the section {@code name}; negative if there is none. */
    long addressOf(String name) throws IOException {
        Range names = sections.isEmpty() ? null : sections.get(sections.size() - 1);
        byte[] table = names == null ? null : bytes(file, names.offset, (int) Math.min(names.size, MAX_NAMES));
        byte[] wanted = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        for (Range section : sections) {
            if (table != null && startsAt(table, section.name, wanted)) {
                return section.address;
            }
        }
        return -1;
    }

    /** {@code size} bytes of memory; null if they are not in the file. */
    byte @Nullable [] memory(long address, int size) throws IOException {
        for (Range segment : segments) {
            long within = address - segment.address;
            if (address >= segment.address && within <= segment.size - size) {
                return bytes(file, segment.offset + within, size);
            }
        }
        return null;
    }

    private boolean headers() throws IOException {
        ByteBuffer header = buffer(0, wide ? 64 : 52);
        if (header == null) {
            return false;
        }
        long segmentTable = wide ? header.getLong(32) : header.getInt(28) & 0xffffffffL;
        long sectionTable = wide ? header.getLong(40) : header.getInt(32) & 0xffffffffL;
        int at = wide ? 54 : 42;
        int segmentSize = header.getShort(at) & 0xffff;
        int segmentCount = header.getShort(at + 2) & 0xffff;
        int sectionSize = header.getShort(at + 4) & 0xffff;
        int sectionCount = header.getShort(at + 6) & 0xffff;
        int names = header.getShort(at + 8) & 0xffff;
        return segmentCount <= MAX_SEGMENTS
                && sectionCount <= MAX_SECTIONS
                && names < Math.max(sectionCount, 1)
                && segmentSize >= (wide ? 56 : 32)
                && (sectionCount == 0 || sectionSize >= (wide ? 64 : 40))
                && segments(segmentTable, segmentSize, segmentCount)
                && sections(sectionTable, sectionSize, sectionCount, names);
    }

    private boolean segments(long table, int size, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = buffer(table + (long) i * size, wide ? 56 : 32);
            if (entry == null) {
                return false;
            }
            if (entry.getInt(0) == LOADED) {
                segments.add(
                        wide
                                ? new Range(0, entry.getLong(16), entry.getLong(8), entry.getLong(32))
                                : new Range(0, word(entry, 8), word(entry, 4), word(entry, 16)));
            }
        }
        return true;
    }

    private boolean sections(long table, int size, int count, int names) throws IOException {
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = buffer(table + (long) i * size, wide ? 64 : 40);
            if (entry == null) {
                return false;
            }
            sections.add(
                    wide
                            ? new Range(entry.getInt(0), entry.getLong(16), entry.getLong(24), entry.getLong(32))
                            : new Range(entry.getInt(0), word(entry, 12), word(entry, 16), word(entry, 20)));
        }
        if (count > 0) {
            // The section of names goes last, where addressOf finds it.
            sections.add(sections.get(names));
        }
        return true;
    }

    private static long word(ByteBuffer entry, int offset) {
        return entry.getInt(offset) & 0xffffffffL;
    }

    private static boolean startsAt(byte[] table, int offset, byte[] wanted) {
        if (offset < 0 || offset > table.length - wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (table[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private @Nullable ByteBuffer buffer(long offset, int size) throws IOException {
        byte[] bytes = bytes(file, offset, size);
        return bytes == null ? null : ByteBuffer.wrap(bytes).order(order);
    }

    private static byte @Nullable [] bytes(SeekableByteChannel file, long offset, int size) throws IOException {
        if (offset < 0 || size < 0 || offset > file.size() - size) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        file.position(offset);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                // It became shorter while it was read.
                return null;
            }
        }
        return bytes.array();
    }
}
