package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.host.LogFiles;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import java.util.HashMap;
import java.util.Map;

/** Sizes of the log files that CRI names: what stands in for the kubelet's own count. */
final class LogFileSizes implements AskedSource.Reader<Map<String, String>, Map<String, Long>> {

    /**
     * Bytes by container id; a container whose log files cannot be read is left out.
     *
     * @param paths log paths by container id
     */
    @Override
    public Map<String, Long> read(Map<String, String> paths, Deadline deadline) throws SourceException {
        Map<String, Long> bytes = new HashMap<>();
        for (Map.Entry<String, String> path : paths.entrySet()) {
            if (deadline.hasPassed()) {
                throw new SourceException("sizes of log files took too long");
            }
            LogFiles.bytes(path.getValue()).ifPresent(size -> bytes.put(path.getKey(), size));
        }
        return bytes;
    }
}
