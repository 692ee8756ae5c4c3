package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.host.LogFiles;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.util.HashMap;
import java.util.Map;

/** Sizes of the log files that CRI names, as {@code log_files}: what stands in for the kubelet's own count. */
final class LogFilesSource implements Source<Map<String, Long>> {

    private volatile Map<String, String> wanted = Map.of();

    /** Sets what the next reading is about: log paths by container id. */
    void want(Map<String, String> logPaths) {
        wanted = logPaths;
    }

    @Override
    public String name() {
        return "log_files";
    }

    /** Bytes by container id; a container whose log files cannot be read is left out. */
    @Override
    public Map<String, Long> read(Deadline deadline) throws SourceException {
        Map<String, Long> bytes = new HashMap<>();
        for (Map.Entry<String, String> logPath : wanted.entrySet()) {
            if (deadline.hasPassed()) {
                throw new SourceException("sizes of log files took too long");
            }
            LogFiles.bytes(logPath.getValue()).ifPresent(size -> bytes.put(logPath.getKey(), size));
        }
        return bytes;
    }
}
