package dev.dockershim.exporter.host;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/diskstats}: the I/O counters of each block device since boot. Not namespaced: a pod sees the node's.
 *
 * <p>Format: kernel {@code Documentation/admin-guide/iostats.rst}. The first eleven counters are read; kernels since
 * 4.18 and 5.5 append discards and flushes.
 */
public final class DiskStats {

    private static final int COUNTERS = 11;

    private final Map<String, BlockDevice> byName;
    private final Map<Long, BlockDevice> byNumber;

    private DiskStats(Map<String, BlockDevice> byName, Map<Long, BlockDevice> byNumber) {
        this.byName = byName;
        this.byNumber = byNumber;
    }

    /**
     * Reads the text of {@code /proc/diskstats}. A line that is not of the format, or holds a counter that fits no
     * signed 64-bit integer, is skipped: its device is then unknown.
     */
    public static DiskStats parse(byte[] text) {
        Map<String, BlockDevice> byName = new HashMap<>();
        Map<Long, BlockDevice> byNumber = new HashMap<>();
        new String(text, StandardCharsets.UTF_8)
                .lines()
                .map(DiskStats::parseLine)
                .filter(device -> device != null)
                .forEach(device -> {
                    byName.put(device.name(), device);
                    byNumber.put(number(device.major(), device.minor()), device);
                });
        return new DiskStats(byName, byNumber);
    }

    /** Whether no line told of a device. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The device of that kernel name, such as {@code sda1} or {@code dm-0}; null if there is none. */
    public @Nullable BlockDevice byName(String name) {
        return byName.get(name);
    }

    /** The device of that number; null if there is none, as for btrfs' anonymous ones. */
    public @Nullable BlockDevice byNumber(int major, int minor) {
        return byNumber.get(number(major, minor));
    }

    private static long number(int major, int minor) {
        return ((long) major << 32) | minor;
    }

    private static @Nullable BlockDevice parseLine(String line) {
        StringTokenizer fields = new StringTokenizer(line);
        if (fields.countTokens() < 3 + COUNTERS) {
            return null;
        }
        try {
            int major = Integer.parseInt(fields.nextToken());
            int minor = Integer.parseInt(fields.nextToken());
            String name = fields.nextToken();
            long[] counters = new long[COUNTERS];
            for (int i = 0; i < COUNTERS; i++) {
                counters[i] = Long.parseLong(fields.nextToken());
            }
            return new BlockDevice(
                    major,
                    minor,
                    name,
                    counters[0],
                    counters[1],
                    counters[2],
                    counters[3],
                    counters[4],
                    counters[5],
                    counters[6],
                    counters[7],
                    counters[8],
                    counters[9],
                    counters[10]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * One block device and its counters since boot; sectors are of 512 bytes whatever the disk's own size.
     *
     * @param name kernel name, without {@code /dev/}
     * @param readMillis time spent reading, summed over requests
     * @param ioInProgress requests in flight now
     * @param ioMillis time with at least one request in flight
     * @param weightedIoMillis time summed over requests in flight
     */
    public record BlockDevice(
            int major,
            int minor,
            String name,
            long readsCompleted,
            long readsMerged,
            long sectorsRead,
            long readMillis,
            long writesCompleted,
            long writesMerged,
            long sectorsWritten,
            long writeMillis,
            long ioInProgress,
            long ioMillis,
            long weightedIoMillis) {}
}
