package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.cri.CriContainers.ReadySandbox;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SandboxDetailsReader;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.util.List;
import java.util.Map;

/** What the runtime tells of single sandboxes, as {@code cri_sandboxes}; asked once for each of them. */
final class SandboxDetailsSource implements Source<Map<String, SandboxDetails>> {

    private final SandboxDetailsReader reader;
    private volatile List<ReadySandbox> wanted = List.of();

    SandboxDetailsSource(SandboxDetailsReader reader) {
        this.reader = reader;
    }

    /** Sets what the next reading is about. */
    void want(List<ReadySandbox> sandboxes) {
        wanted = sandboxes;
    }

    @Override
    public String name() {
        return "cri_sandboxes";
    }

    @Override
    public Map<String, SandboxDetails> read(Deadline deadline) throws SourceException, InterruptedException {
        return reader.read(wanted.stream().map(ReadySandbox::id).toList(), deadline);
    }
}
