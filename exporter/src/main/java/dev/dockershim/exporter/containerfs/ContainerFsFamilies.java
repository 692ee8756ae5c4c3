package dev.dockershim.exporter.containerfs;

import dev.dockershim.exporter.exposition.LabelBlock;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import java.util.List;
import java.util.function.Function;

/** Makes the metric families of what is served of a snapshot. */
public final class ContainerFsFamilies {

    private final Function<ContainerSnapshot, byte[]> labelBlocks;

    /**
     * Families with those labels.
     *
     * @param labelBlocks gives the rendered labels of a container
     */
    public ContainerFsFamilies(Function<ContainerSnapshot, byte[]> labelBlocks) {
        this.labelBlocks = labelBlocks;
    }

    /**
     * The label block of a container: all labels, also empty ones, in the order in which the kubelet prints them.
     *
     * @param legacyLabels whether {@code container_name} and {@code pod_name} stand beside {@code container} and
     *     {@code pod}, as with kubelets 1.14 and 1.15
     */
    public static LabelBlock labelBlock(ContainerIdentity identity, boolean legacyLabels) {
        LabelBlock block = new LabelBlock().add("container", identity.container());
        if (legacyLabels) {
            block.add("container_name", identity.container());
        }
        block.add("device", identity.device())
                .add("id", identity.id())
                .add("image", identity.image())
                .add("name", identity.name())
                .add("namespace", identity.namespace())
                .add("pod", identity.pod());
        return legacyLabels ? block.add("pod_name", identity.pod()) : block;
    }

    /** The families of {@code plan}, in the order of their names. */
    public List<ContainerFsFamily> of(Serving.Plan plan) {
        List<byte[]> labels = plan.rows().stream().map(labelBlocks).toList();
        return plan.families().stream()
                .map(family -> new ContainerFsFamily(family, plan.rows(), labels))
                .toList();
    }
}
