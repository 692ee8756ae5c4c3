package dev.dockershim.exporter.cadvisor;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Label blocks that come again: cAdvisor prints those of each container in family after family, three quarters of all
 * lines, mostly in one order (google/cadvisor metrics/prometheus.go). What became of a block the first times is kept, so
 * that it need not be read again. Bounded; a block that finds no room is read each time.
 *
 * <p>Finding one uses nothing but what a JVM without its second compiler has as machine code too: comparing arrays and
 * CRC-32. Equal means equal byte for byte.
 */
final class RepeatedLabels {

    /** Bytes of all blocks that are kept, as they were printed and as they became. */
    static final int MAX_BYTES = 512 * 1024;

    private static final int SLOTS = 4096;
    private static final int PROBES = 4;

    private final CRC32 crc = new CRC32();
    private final @Nullable Block[] blocks = new Block[SLOTS];

    /** By slot: the check sum of a block that has come once. Most never come again, and must not take the room. */
    private final int[] onceSeen = new int[SLOTS];

    private int bytes;

    /** Check sum of the block that was looked for last. */
    private int sought;

    private @Nullable Block last;

    /** What became of a block, from behind the metric's name to the closing brace. */
    static final class Block {
        private final byte[] printed;
        private final byte @Nullable [] rewritten;
        private final int row;
        private final boolean root;
        private @Nullable Block next;

        private Block(byte[] printed, byte @Nullable [] rewritten, int row, boolean root) {
            this.printed = printed;
            this.rewritten = rewritten;
            this.row = row;
            this.root = root;
        }

        /** What it becomes; null if it stays as it is printed. */
        byte @Nullable [] rewritten() {
            return rewritten;
        }

        /** Its container's row as far as serving is concerned, or {@link ContainerTable#NONE}. */
        int row() {
            return row;
        }

        /** Whether it is that of {@code id="/"}. */
        boolean isRoot() {
            return root;
        }

        int length() {
            return printed.length;
        }

        private boolean isAt(byte[] text, int from, int end) {
            int to = from + printed.length;
            return to <= end && Arrays.equals(text, from, to, printed, 0, printed.length);
        }
    }

    /** The block that followed the last one before, if it is what begins at {@code from}; else null. */
    @Nullable
    Block next(byte[] text, int from, int end) {
        Block expected = last == null ? null : last.next;
        if (expected == null || !expected.isAt(text, from, end)) {
            return null;
        }
        last = expected;
        return expected;
    }

    /** The block that lies there, or null if it is not kept. */
    @Nullable
    Block find(byte[] text, int from, int to) {
        sought = hash(text, from, to);
        for (int probe = 0; probe < PROBES; probe++) {
            Block block = blocks[(sought + probe) & (SLOTS - 1)];
            if (block == null) {
                return null;
            }
            if (block.length() == to - from && block.isAt(text, from, to)) {
                follow(block);
                return block;
            }
        }
        return null;
    }

    /** Whether to keep what becomes of the block that was not found last: it comes for the second time. */
    boolean isWorthKeeping(int length) {
        boolean again = onceSeen[sought & (SLOTS - 1)] == sought;
        onceSeen[sought & (SLOTS - 1)] = sought;
        return again && bytes + 2 * length <= MAX_BYTES;
    }

    /**
     * Keeps what the block that was not found last has become, if there is room for it.
     *
     * @param rewritten null if it stays as it is
     */
    Block keep(byte[] text, int from, int to, byte @Nullable [] rewritten, int row, boolean root) {
        Block block = new Block(Arrays.copyOfRange(text, from, to), rewritten, row, root);
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = (sought + probe) & (SLOTS - 1);
            if (blocks[slot] == null) {
                blocks[slot] = block;
                bytes += block.printed.length + (rewritten == null ? 0 : rewritten.length);
                follow(block);
                break;
            }
        }
        return block;
    }

    private void follow(Block block) {
        if (last != null) {
            last.next = block;
        }
        last = block;
    }

    private int hash(byte[] text, int from, int to) {
        crc.reset();
        crc.update(text, from, to - from);
        return (int) crc.getValue();
    }
}
