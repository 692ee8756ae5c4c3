package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.exposition.LabelBlock;
import dev.dockershim.exporter.kubelet.CgroupIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The containers whose lines are rewritten, found by the bytes of a line. Immutable; may be used by many rewriters.
 *
 * <p>Rows of the same container id (or, without one, of the same names) are the same container: the first one's labels
 * hold, and all of them are served when one is.
 */
public final class ContainerTable {

    /** No row. */
    static final int NONE = -1;

    private static final int HASHED_DIGITS = 16;

    private final byte[][] ids;
    private final RowLabels[] labels;

    /** By row: the next row of the same container, or {@link #NONE}. */
    private final int[] twins;

    /** Open addressing: a row, or {@link #NONE}. */
    private final int[] slots;

    private final Map<String, Integer> byNames = new HashMap<>();

    /**
     * A table of those rows, each numbered by its place in the list.
     *
     * @throws IllegalArgumentException if a container id is not 64 hex digits in lower case, or a label cannot be set
     */
    public ContainerTable(List<ContainerRelabeling> rows) {
        ids = new byte[rows.size()][];
        labels = new RowLabels[rows.size()];
        twins = new int[rows.size()];
        Arrays.fill(twins, NONE);
        slots = new int[Math.max(16, Integer.highestOneBit(rows.size()) * 4)];
        Arrays.fill(slots, NONE);
        for (int row = 0; row < rows.size(); row++) {
            ContainerRelabeling relabeling = rows.get(row);
            labels[row] = new RowLabels(relabeling.labels());
            String id = relabeling.containerId();
            ids[row] = id == null ? new byte[0] : requireId(id);
            int first = id == null ? putByNames(relabeling, row) : putById(row);
            if (first != row) {
                twins[row] = twins[first];
                twins[first] = row;
            }
        }
    }

    /** How many rows there are; also the bit that stands for {@code id="/"}. */
    public int size() {
        return labels.length;
    }

    /** The row of the container whose 64 digits begin at {@code start}, or {@link #NONE}. */
    int byId(byte[] text, int start) {
        return slots[slotOf(text, start)];
    }

    /** Whether there are rows without a container id. */
    boolean hasNameless() {
        return !byNames.isEmpty();
    }

    /** The row without a container id that has the names of a line, or {@link #NONE}. */
    int byNames(byte[] text, SampleSpans line) {
        String names = line.text(text, KnownLabels.NAMESPACE)
                + '\n'
                + line.text(text, KnownLabels.POD)
                + '\n'
                + line.text(text, KnownLabels.CONTAINER);
        return byNames.getOrDefault(names, NONE);
    }

    RowLabels labels(int row) {
        return labels[row];
    }

    /** The next row of the same container, or {@link #NONE}. */
    int twin(int row) {
        return twins[row];
    }

    private int putById(int row) {
        int slot = slotOf(ids[row], 0);
        if (slots[slot] == NONE) {
            slots[slot] = row;
        }
        return slots[slot];
    }

    private int putByNames(ContainerRelabeling row, int number) {
        // A line feed is escaped where it is part of a name.
        String names = printed(row.namespace()) + '\n' + printed(row.pod()) + '\n' + printed(row.container());
        Integer first = byNames.putIfAbsent(names, number);
        return first == null ? number : first;
    }

    /** As {@link SampleSpans#text} reads it from a line: one char for a byte. */
    private static String printed(String value) {
        return new String(LabelBlock.escape(value), StandardCharsets.ISO_8859_1);
    }

    /** The slot that holds that id, or the empty one where it belongs. */
    private int slotOf(byte[] text, int start) {
        int hash = 0;
        for (int i = start; i < start + HASHED_DIGITS; i++) {
            hash = hash * 31 + text[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (slots[slot] != NONE && !isId(ids[slots[slot]], text, start)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private static boolean isId(byte[] id, byte[] text, int start) {
        return Arrays.equals(id, 0, id.length, text, start, start + CgroupIds.ID_LENGTH);
    }

    private static byte[] requireId(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != CgroupIds.ID_LENGTH || !CgroupIds.isId(bytes, 0)) {
            throw new IllegalArgumentException("a container id is not 64 hex digits in lower case");
        }
        return bytes;
    }
}
