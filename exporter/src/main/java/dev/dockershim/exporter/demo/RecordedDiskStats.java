package dev.dockershim.exporter.demo;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A recorded {@code /proc/diskstats} whose counters go on. */
final class RecordedDiskStats {

    /** Device, then counters; the ninth is the one that is no counter: requests in flight. */
    private static final Pattern LINE = Pattern.compile("(\\s*\\d+\\s+\\d+ \\S+)((?: \\d+)+)");

    private static final int IN_FLIGHT = 9;

    private final String recorded;
    private final Motion motion;

    RecordedDiskStats(byte[] recorded, Motion motion) {
        this.recorded = new String(recorded, StandardCharsets.UTF_8);
        this.motion = motion;
    }

    byte[] now() {
        return recorded.lines()
                .map(this::advance)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String advance(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return line;
        }
        StringBuilder moved = new StringBuilder(matcher.group(1));
        String[] fields = matcher.group(2).strip().split(" ", -1);
        for (int i = 0; i < fields.length; i++) {
            long value = Long.parseLong(fields[i]);
            moved.append(' ').append(i + 1 == IN_FLIGHT ? motion.inFlight(value) : motion.counter(value));
        }
        return moved.toString();
    }
}
