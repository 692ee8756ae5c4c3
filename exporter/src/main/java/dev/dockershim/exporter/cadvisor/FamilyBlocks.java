package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.FamilyWriter;
import dev.dockershim.exporter.exposition.SampleWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the blocks of families as they pass, and adds what is missing at a block's end, or, to families without one, at
 * the end of the answer: each family once.
 */
final class FamilyBlocks {

    private static final int NONE = -1;

    private final byte[] text;
    private final ContainerTable table;
    private final List<AddedFamily> added;
    private final byte[][] names;
    private final List<FamilyWriter> writers = new ArrayList<>();
    private final boolean[] done;

    /** The rows that the current block serves. */
    private final BitSet served = new BitSet();

    private byte[] current = new byte[128];
    private int currentLength;
    private int currentAdded = NONE;

    FamilyBlocks(
            byte[] text, ContainerTable table, List<AddedFamily> added, ExpositionFormat format, OutputStream out) {
        this.text = text;
        this.table = table;
        this.added = List.copyOf(added);
        this.done = new boolean[added.size()];
        Set<String> unique = new HashSet<>();
        for (AddedFamily family : added) {
            if (!unique.add(family.name())) {
                throw new IllegalArgumentException("two families of one name: " + family.name());
            }
            writers.add(new FamilyWriter(family.name(), family.help(), family.type(), format, out));
        }
        this.names = added.stream()
                .map(family -> family.name().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Where the name of a sample that begins at {@code from} ends, if it is the current block's; else -1. */
    int currentNameEnd(int from, int end) {
        int nameEnd = from + currentLength;
        if (currentLength == 0 || nameEnd >= end) {
            return -1;
        }
        byte next = text[nameEnd];
        boolean ends = next == '{' || next == ' ' || next == '\t';
        return ends && isCurrent(from, nameEnd) ? nameEnd : -1;
    }

    /** Whether the current block has that name. */
    boolean isCurrent(int nameStart, int nameEnd) {
        return Arrays.equals(text, nameStart, nameEnd, current, 0, currentLength);
    }

    /** Ends the current block and begins that one. */
    void enter(int nameStart, int nameEnd) throws IOException {
        end();
        currentLength = nameEnd - nameStart;
        if (currentLength > current.length) {
            current = new byte[currentLength];
        }
        System.arraycopy(text, nameStart, current, 0, currentLength);
        for (int i = 0; i < names.length; i++) {
            if (!done[i] && Arrays.equals(text, nameStart, nameEnd, names[i], 0, names[i].length)) {
                currentAdded = i;
            }
        }
    }

    /** Whether it matters which containers the current block serves. */
    boolean notesServed() {
        return currentAdded != NONE;
    }

    /** Notes that the current block has a line of that row's container. */
    void serves(int row) {
        for (int same = row; same != ContainerTable.NONE; same = table.twin(same)) {
            served.set(same);
        }
    }

    /** Notes that the current block has a line of {@code id="/"}. */
    void servesRoot() {
        served.set(table.size());
    }

    /** Ends the current block. */
    void end() throws IOException {
        if (currentAdded != NONE) {
            addMissing(currentAdded, writers.get(currentAdded));
            currentAdded = NONE;
            served.clear();
        }
        currentLength = 0;
    }

    /** Ends the current block and adds the families that had none. */
    void finish() throws IOException {
        end();
        for (int i = 0; i < names.length; i++) {
            if (!done[i]) {
                addMissing(i, withMetadata(writers.get(i)));
            }
        }
    }

    private void addMissing(int family, SampleWriter writer) throws IOException {
        done[family] = true;
        try {
            added.get(family).writeMissing(served, writer);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Writes the metadata before the first sample. */
    private static SampleWriter withMetadata(FamilyWriter writer) {
        return new SampleWriter() {
            private boolean begun;

            @Override
            public void sample(byte[] labels, long unscaled, int scale) {
                if (!begun) {
                    begun = true;
                    writer.writeMetadata();
                }
                writer.sample(labels, unscaled, scale);
            }
        };
    }
}
