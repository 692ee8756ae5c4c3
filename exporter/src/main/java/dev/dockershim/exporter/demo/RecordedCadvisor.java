package dev.dockershim.exporter.demo;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recorded {@code /metrics/cadvisor} whose time stamps are those of now, and whose counters grow. */
final class RecordedCadvisor {

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_0-9]+)(\\{.*}) (\\S+)( \\d+)?$");
    private static final Pattern COUNTER = Pattern.compile("^# TYPE (\\S+) counter$");

    private final byte[] recorded;
    private final Motion motion;

    RecordedCadvisor(byte[] recorded, Motion motion) {
        this.recorded = recorded;
        this.motion = motion;
    }

    byte[] now() {
        if (!motion.isMoving()) {
            return recorded;
        }
        String timestamp = " " + motion.now().toEpochMilli();
        Set<String> counters = new HashSet<>();
        StringBuilder text = new StringBuilder(recorded.length);
        new String(recorded, StandardCharsets.UTF_8).lines().forEach(line -> {
            Matcher counter = COUNTER.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (counter.matches()) {
                counters.add(counter.group(1));
            }
            if (sample.matches()) {
                boolean grows = counters.contains(sample.group(1));
                text.append(sample.group(1))
                        .append(sample.group(2))
                        .append(' ')
                        .append(grows ? motion.counter(Double.parseDouble(sample.group(3))) : sample.group(3))
                        .append(sample.group(4) == null ? "" : timestamp);
            } else {
                text.append(line);
            }
            text.append('\n');
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
