package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.ContainerDetailsReader;
import dev.dockershim.exporter.cri.CriContainers.RunningContainer;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.util.List;
import java.util.Map;

/** What the runtime tells of single containers, as {@code cri_details}; asked once for each container. */
final class CriDetailsSource implements Source<Map<String, ContainerDetails>> {

    private final ContainerDetailsReader reader;
    private volatile List<RunningContainer> wanted = List.of();

    CriDetailsSource(ContainerDetailsReader reader) {
        this.reader = reader;
    }

    /** Sets what the next reading is about. */
    void want(List<RunningContainer> containers) {
        wanted = containers;
    }

    @Override
    public String name() {
        return "cri_details";
    }

    @Override
    public Map<String, ContainerDetails> read(Deadline deadline) throws SourceException, InterruptedException {
        return reader.read(wanted.stream().map(RunningContainer::id).toList(), deadline);
    }
}
