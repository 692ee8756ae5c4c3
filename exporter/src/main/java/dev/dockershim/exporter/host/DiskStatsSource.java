package dev.dockershim.exporter.host;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.nio.file.Path;

/** Reads {@code /proc/diskstats} as {@code diskstats}. */
public final class DiskStatsSource implements Source<DiskStats> {

    private static final int MAX_BYTES = 4 << 20;

    private final Path file;

    /** Reads below {@code proc}, usually {@code /proc}. */
    public DiskStatsSource(Path proc) {
        this.file = proc.resolve("diskstats");
    }

    @Override
    public String name() {
        return "diskstats";
    }

    @Override
    public DiskStats read(Deadline deadline) throws SourceException {
        byte[] text = BoundedFile.read(file, MAX_BYTES);
        DiskStats diskStats = DiskStats.parse(text);
        // Some sandboxes show an empty file: no devices. Text that tells of none is another file.
        if (text.length > 0 && diskStats.isEmpty()) {
            throw new SourceException(file + " holds no line of the form of diskstats");
        }
        return diskStats;
    }
}
