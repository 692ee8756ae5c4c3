package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.cri.SnapshotUsageReader;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.util.Map;

/** What the layers of sandboxes use, as {@code containerd_snapshots}: CRI does not tell it. */
final class SnapshotUsageSource implements Source<Map<String, SnapshotUsage>> {

    private final SnapshotUsageReader reader;
    private volatile Map<String, SandboxDetails> wanted = Map.of();

    SnapshotUsageSource(SnapshotUsageReader reader) {
        this.reader = reader;
    }

    /** Sets what the next reading is about: details by sandbox id. */
    void want(Map<String, SandboxDetails> sandboxes) {
        wanted = sandboxes;
    }

    @Override
    public String name() {
        return "containerd_snapshots";
    }

    @Override
    public Map<String, SnapshotUsage> read(Deadline deadline) throws SourceException, InterruptedException {
        return reader.read(wanted, deadline);
    }
}
