package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.source.SourceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the containers in one answer of {@code /metrics/cadvisor}, in the Prometheus text format, while it comes in,
 * and which of certain families each of them has.
 *
 * <p>Of the thousands of lines only those of these families and of {@code container_start_time_seconds} are decoded, and,
 * until one of the latter has come, those of {@code container_last_seen} or {@code container_cpu_usage_seconds_total},
 * which have the same labels. All others cost a comparison of a few bytes. Memory is one buffer and the containers found.
 */
final class CadvisorScan implements ChunkConsumer {

    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int MAX_CONTAINERS = 10_000;
    private static final long NO_START_TIME = -1;
    private static final int NONE = -1;
    private static final String MACHINE = "/";

    private static final byte[] START_TIME = ascii("container_start_time_seconds{");
    private static final byte[] LAST_SEEN = ascii("container_last_seen{");
    private static final byte[] CPU_USAGE = ascii("container_cpu_usage_seconds_total{");

    private final byte[] buffer = new byte[MAX_LINE_BYTES + 1];
    private final SampleLine line = new SampleLine(buffer);
    private final Map<String, Labels> started = new LinkedHashMap<>();
    private final Map<String, Labels> otherwise = new LinkedHashMap<>();
    private final List<byte[]> families;
    private final Map<String, FamilySamples> samples = new HashMap<>();
    private final FamilySamples machine;

    private int filled;
    private boolean skipping;
    private boolean sawStartTimes;
    private byte @Nullable [] substitute;

    CadvisorScan(List<String> families) {
        this.families = families.stream().map(name -> ascii(name + "{")).toList();
        this.machine = new FamilySamples(families.size());
    }

    @Override
    public void accept(ByteBuffer chunk) throws SourceException {
        while (chunk.hasRemaining()) {
            int from = filled;
            int count = Math.min(chunk.remaining(), buffer.length - filled);
            chunk.get(buffer, filled, count);
            filled += count;
            takeLines(from);
        }
    }

    /**
     * What was found.
     *
     * @throws SourceException if the answer ended within a line
     */
    CadvisorContainers finish() throws SourceException {
        if (filled > 0 || skipping) {
            throw new SourceException("kubelet's answer to /metrics/cadvisor was cut short");
        }
        return new CadvisorContainers(
                List.copyOf((sawStartTimes ? started : otherwise).values()), Map.copyOf(samples), machine);
    }

    /** Takes the lines that are complete; {@code from} is where the search for a line's end goes on. */
    private void takeLines(int from) throws SourceException {
        int start = 0;
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                if (!skipping) {
                    takeLine(start, i);
                }
                skipping = false;
                start = i + 1;
            }
        }
        if (start == 0 && filled == buffer.length) {
            skipping = true;
            filled = 0;
        } else if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
        }
    }

    private void takeLine(int start, int end) throws SourceException {
        if (startsWith(START_TIME, start, end)) {
            sawStartTimes = true;
            otherwise.clear();
            keep(start + START_TIME.length, end, true, started);
        } else if (!sawStartTimes && isSubstitute(start, end)) {
            keep(start + (substitute == null ? 0 : substitute.length), end, false, otherwise);
        }
        int family = family(start, end);
        if (family != NONE) {
            note(family, start + families.get(family).length, end);
        }
    }

    private int family(int start, int end) {
        for (int i = 0; i < families.size(); i++) {
            if (startsWith(families.get(i), start, end)) {
                return i;
            }
        }
        return NONE;
    }

    private void note(int family, int labels, int end) throws SourceException {
        if (!line.parse(labels, end)) {
            return;
        }
        if (line.id().equals(MACHINE)) {
            machine.put(family, line.value());
        } else if (line.namesContainer()) {
            limit(samples, line.id());
            samples.computeIfAbsent(line.id(), id -> new FamilySamples(families.size()))
                    .put(family, line.value());
        }
    }

    private boolean isSubstitute(int start, int end) {
        byte[] chosen = substitute;
        if (chosen != null) {
            return startsWith(chosen, start, end);
        }
        if (startsWith(LAST_SEEN, start, end)) {
            substitute = LAST_SEEN;
        } else if (startsWith(CPU_USAGE, start, end)) {
            substitute = CPU_USAGE;
        }
        return substitute != null;
    }

    /** A line that breaks the format is passed over: what it would have said is unknown. */
    private void keep(int labels, int end, boolean valueIsStartTime, Map<String, Labels> to) throws SourceException {
        if (!line.parse(labels, end) || !line.namesContainer()) {
            return;
        }
        limit(to, line.id());
        to.putIfAbsent(line.id(), line.labels(valueIsStartTime ? startTime(line.value()) : NO_START_TIME));
    }

    private static void limit(Map<String, ?> found, String next) throws SourceException {
        if (found.size() >= MAX_CONTAINERS && !found.containsKey(next)) {
            throw new SourceException(
                    "kubelet's answer to /metrics/cadvisor names more than " + MAX_CONTAINERS + " containers");
        }
    }

    /**
     * Whole seconds since 1970. With {@code PodAndContainerStatsFromCRI} containerd 2.3 gives nanoseconds; Go's zero time
     * comes out negative.
     */
    private static long startTime(double value) {
        double seconds = value >= 1e17 ? value / 1e9 : value;
        return seconds > 0 && seconds < 1e11 ? (long) seconds : NO_START_TIME;
    }

    private boolean startsWith(byte[] prefix, int start, int end) {
        if (end - start < prefix.length) {
            return false;
        }
        // From the last byte: most families begin alike.
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (buffer[start + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
