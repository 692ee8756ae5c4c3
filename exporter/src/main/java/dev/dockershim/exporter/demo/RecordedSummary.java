package dev.dockershim.exporter.demo;

import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A recorded {@code /stats/summary} whose writable layers and logs grow. */
final class RecordedSummary {

    /** What the recorded writers write: layers slowly, logs a line now and then. */
    static final long LAYER_BYTES_PER_SECOND = 2048;

    static final long LOG_BYTES_PER_SECOND = 512;

    /** An idle container has an empty layer of a few inodes, 20 KiB: it does not grow. */
    static final long IDLE_LAYER_BYTES = 20_480;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final byte[] recorded;
    private final Motion motion;

    RecordedSummary(byte[] recorded, Motion motion) {
        this.recorded = recorded;
        this.motion = motion;
    }

    byte[] now() {
        if (!motion.isMoving()) {
            return recorded;
        }
        JsonNode summary = JSON.readTree(recorded);
        for (JsonNode pod : summary.path("pods")) {
            for (JsonNode container : pod.path("containers")) {
                grow(container.path("rootfs"), LAYER_BYTES_PER_SECOND, IDLE_LAYER_BYTES);
                grow(container.path("logs"), LOG_BYTES_PER_SECOND, 0);
            }
        }
        return JSON.writeValueAsBytes(summary);
    }

    private void grow(JsonNode fsStats, long bytesPerSecond, long idleBytes) {
        if (fsStats instanceof ObjectNode stats) {
            stats.put("time", motion.now().truncatedTo(ChronoUnit.SECONDS).toString());
            long used = stats.path("usedBytes").asLong(0);
            if (used > idleBytes) {
                stats.put("usedBytes", motion.bytes(used, bytesPerSecond));
            }
        }
    }
}
