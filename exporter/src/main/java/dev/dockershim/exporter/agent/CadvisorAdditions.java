package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.cadvisor.AddedFamily;
import dev.dockershim.exporter.cadvisor.ContainerRelabeling;
import dev.dockershim.exporter.cadvisor.ContainerTable;
import dev.dockershim.exporter.cadvisor.LabelValue;
import dev.dockershim.exporter.containerfs.ContainerFsFamilies;
import dev.dockershim.exporter.containerfs.ContainerFsFamily;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.exposition.SampleWriter;
import dev.dockershim.exporter.kubelet.CgroupIds;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerLabel;
import dev.dockershim.exporter.naming.DockerNames;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.NodeSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one collection adds to the kubelet's own answer: labels of its containers, and samples that it lacks. */
final class CadvisorAdditions {

    private final DockerNaming naming;
    /** By container id, of the last collection in which the runtime told its containers. */
    private volatile Map<String, ContainerRelabeling> told = Map.of();

    CadvisorAdditions(DockerNaming naming) {
        this.naming = naming;
    }

    /** What is added to one answer. */
    record Of(ContainerTable table, List<AddedFamily> families) {}

    /** Labels and samples of a collection. */
    Of of(Collected collected) {
        List<ContainerSnapshot> containers = containers(collected.snapshot());
        String runtime = runtime(collected.snapshot());
        boolean legacy = naming.has(DockerLabel.LEGACY_LABELS);
        ContainerFsFamilies families = new ContainerFsFamilies(
                row -> ContainerFsFamilies.labelBlock(RestoredLabels.of(row, naming, runtime), legacy)
                        .toBytes());
        ContainerTable table = table(containers, runtime);
        List<AddedFamily> added = new ArrayList<>();
        if (collected.plan().serves()) {
            for (ContainerFsFamily family : families.of(collected.plan())) {
                added.add(new Added(family, collected.plan(), table.size()));
            }
        }
        return new Of(table, added);
    }

    /** Labels only. */
    Of namesOf(Collected collected) {
        return new Of(table(containers(collected.snapshot()), runtime(collected.snapshot())), List.of());
    }

    /** Containers, then sandboxes, as in a plan. */
    private static List<ContainerSnapshot> containers(NodeSnapshot snapshot) {
        List<ContainerSnapshot> containers = new ArrayList<>(snapshot.containers());
        containers.addAll(snapshot.sandboxes());
        return containers;
    }

    private static @Nullable String runtime(NodeSnapshot snapshot) {
        return snapshot.runtime() == null ? null : snapshot.runtime().name();
    }

    /**
     * Containers in their order, and behind them what the runtime told of containers before, if it tells nothing now: a
     * name holds as long as its container lives.
     */
    private ContainerTable table(List<ContainerSnapshot> containers, @Nullable String runtime) {
        List<ContainerRelabeling> rows = new ArrayList<>();
        containers.forEach(row -> rows.add(relabeling(row, runtime)));
        if (runtime == null) {
            rows.addAll(told.values());
        } else {
            Map<String, ContainerRelabeling> byId = new LinkedHashMap<>();
            for (ContainerRelabeling row : rows) {
                if (row.containerId() != null) {
                    byId.putIfAbsent(row.containerId(), row);
                }
            }
            told = Map.copyOf(byId);
        }
        return new ContainerTable(rows);
    }

    private ContainerRelabeling relabeling(ContainerSnapshot row, @Nullable String runtime) {
        ContainerIdentity printed = row.identity();
        ContainerIdentity wanted = RestoredLabels.of(row, naming, runtime);
        ContainerFacts facts = row.facts();
        boolean docker = naming.has(DockerLabel.NAME) && DockerNames.name(row.kind(), printed, facts) != null;
        DockerImageForm form = naming.imageForm();
        boolean dockerImage =
                naming.has(DockerLabel.IMAGE) && DockerNames.image(row.kind(), printed, facts, form) != null;
        Map<String, LabelValue> labels = new LinkedHashMap<>();
        put(
                labels,
                "container",
                wanted.container(),
                row.kind() == Kind.SANDBOX && naming.has(DockerLabel.POD_CONTAINER));
        put(labels, "namespace", wanted.namespace(), false);
        put(labels, "pod", wanted.pod(), false);
        put(labels, "image", wanted.image(), dockerImage);
        put(labels, "name", wanted.name(), docker);
        return new ContainerRelabeling(
                asPrinted(facts.containerId()), printed.namespace(), printed.pod(), printed.container(), labels);
    }

    /** The id if it can be part of a cgroup's path; a peer may tell any other text, and no line has that. */
    private static @Nullable String asPrinted(@Nullable String containerId) {
        if (containerId == null) {
            return null;
        }
        byte[] bytes = containerId.getBytes(StandardCharsets.UTF_8);
        return bytes.length == CgroupIds.ID_LENGTH && CgroupIds.isId(bytes, 0) ? containerId : null;
    }

    private static void put(Map<String, LabelValue> labels, String name, String value, boolean always) {
        if (!value.isEmpty()) {
            labels.put(name, new LabelValue(value, always));
        }
    }

    /**
     * A family of the plan, whose rows are those of the table, then the machine's.
     *
     * @param tableRows how many rows the table has, more than the plan if that leaves sandboxes out, or if some are known
     *     from before only
     */
    private record Added(ContainerFsFamily family, Serving.Plan plan, int tableRows) implements AddedFamily {

        @Override
        public String name() {
            return family.name();
        }

        @Override
        public String help() {
            return family.help();
        }

        @Override
        public MetricType type() {
            return family.type();
        }

        @Override
        public void writeMissing(BitSet servedRows, SampleWriter out) {
            BitSet served = (BitSet) servedRows.clone();
            boolean machine = served.get(tableRows);
            for (int row = 0; row < plan.rows().size(); row++) {
                if (plan.rows().get(row).kind() == Kind.MACHINE) {
                    served.set(row, machine);
                }
            }
            family.writeMissing(served, out);
        }
    }
}
