package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.ContainerFsFamilies;
import dev.dockershim.exporter.exposition.LabelBlockCache;
import dev.dockershim.exporter.naming.DockerLabel;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import java.util.function.Function;

/** The rendered labels of containers, each made once while what they are made of stays the same. */
final class ContainerLabelBlocks implements Function<ContainerSnapshot, byte[]> {

    private final LabelBlockCache<Source> blocks;

    ContainerLabelBlocks(DockerNaming naming) {
        boolean legacyLabels = naming.has(DockerLabel.LEGACY_LABELS);
        blocks = new LabelBlockCache<>(source -> ContainerFsFamilies.labelBlock(
                naming.labelsOf(source.kind, source.identity, source.facts), legacyLabels));
    }

    /** What the labels are made of. */
    private record Source(Kind kind, ContainerIdentity identity, ContainerFacts facts) {}

    @Override
    public byte[] apply(ContainerSnapshot container) {
        return blocks.get(new Source(container.kind(), container.identity(), container.facts()));
    }
}
