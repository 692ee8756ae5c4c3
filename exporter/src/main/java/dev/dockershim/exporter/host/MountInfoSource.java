package dev.dockershim.exporter.host;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.nio.file.Path;

/** Reads the exporter's own {@code /proc/self/mountinfo} as {@code mountinfo}. */
public final class MountInfoSource implements Source<MountInfo> {

    private static final int MAX_BYTES = 16 << 20;

    private final Path file;

    /** Reads below {@code proc}, usually {@code /proc}. */
    public MountInfoSource(Path proc) {
        this.file = proc.resolve("self/mountinfo");
    }

    @Override
    public String name() {
        return "mountinfo";
    }

    @Override
    public MountInfo read(Deadline deadline) throws SourceException {
        MountInfo mountInfo = MountInfo.parse(BoundedFile.read(file, MAX_BYTES));
        // Every process has a root.
        if (mountInfo.mounts().isEmpty()) {
            throw new SourceException(file + " holds no line of the form of mountinfo");
        }
        return mountInfo;
    }
}
