package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The migration, step by step: the tables in {@code /demo/migration}, which say what their columns mean. All of it is a
 * function of the step alone.
 *
 * @param happenings what happens at each step, in words
 * @param nodes in their order, each with its stage at each step
 * @param agents the agent of each node at each step; of a node without one all are {@link AgentRow#NONE}
 * @param workloads rows that hold for some steps
 */
record MigrationTable(
        List<String> happenings,
        Map<String, List<MigrationStage>> nodes,
        Map<String, List<AgentRow>> agents,
        List<WorkloadSpan> workloads) {

    private static final String DIRECTORY = "/demo/migration/";

    /**
     * How the agent of a node is.
     *
     * @param runs whether its process answers
     * @param ready whether its pod is
     * @param gone whether there is no pod
     * @param insecure whether it does not verify the kubelet's certificate
     * @param cri whether it reads the runtime's socket
     * @param refused paths that the kubelet refuses to it
     */
    record AgentRow(
            boolean runs,
            boolean ready,
            boolean gone,
            boolean insecure,
            boolean cri,
            @Nullable List<String> refused) {

        static final AgentRow NONE = new AgentRow(false, false, true, false, false, null);
    }

    /**
     * A workload as it is from one step to another.
     *
     * @param from the first step; null for the first of all
     * @param to the last step; null for the last of all
     * @param budget how many of its pods may be evicted; null without a PodDisruptionBudget
     */
    record WorkloadSpan(
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable Integer budget,
            WorkloadRow workload) {

        boolean holds(int step) {
            return (from == null || step >= from) && (to == null || step <= to);
        }
    }

    private record NodeRow(String node, String stages, String agents) {}

    private record NodesFile(List<String> steps, Map<String, AgentRow> agents, List<NodeRow> nodes) {}

    /** Reads the tables. */
    static MigrationTable read() {
        NodesFile file = TableFile.read(DIRECTORY + "nodes.json", NodesFile.class);
        Map<String, MigrationStage> stages = MigrationStage.readAll();
        Map<String, AgentRow> agents = new LinkedHashMap<>(file.agents());
        agents.put("-", AgentRow.NONE);
        Map<String, List<MigrationStage>> stagesOfNodes = new LinkedHashMap<>();
        Map<String, List<AgentRow>> agentsOfNodes = new LinkedHashMap<>();
        for (NodeRow row : file.nodes()) {
            stagesOfNodes.put(
                    row.node(),
                    row(row.node(), row.stages(), stages, file.steps().size()));
            agentsOfNodes.put(
                    row.node(),
                    row(row.node(), row.agents(), agents, file.steps().size()));
        }
        return new MigrationTable(
                file.steps(),
                stagesOfNodes,
                agentsOfNodes,
                TableFile.rows(DIRECTORY + "workloads.json", WorkloadSpan.class));
    }

    private static <T> List<T> row(String node, String keys, Map<String, T> meanings, int steps) {
        List<T> row = List.of(keys.strip().split(" +", -1)).stream()
                .map(key -> {
                    T meaning = meanings.get(key);
                    if (meaning == null) {
                        throw new IllegalStateException(node + ": nothing is called " + key);
                    }
                    return meaning;
                })
                .toList();
        if (row.size() != steps) {
            throw new IllegalStateException(node + " has " + row.size() + " columns for " + steps + " steps");
        }
        return row;
    }

    int steps() {
        return happenings.size();
    }

    MigrationStage stage(String node, int step) {
        return at(nodes, node, step);
    }

    AgentRow agent(String node, int step) {
        return at(agents, node, step);
    }

    private static <T> T at(Map<String, List<T>> rows, String node, int step) {
        List<T> row = rows.get(node);
        if (row == null) {
            throw new IllegalArgumentException("there is no node " + node);
        }
        return row.get(step);
    }

    /** Of which phase each node is at a step, and which are not judged. */
    MigrationTruth truth(int step) {
        Map<String, String> phases = new LinkedHashMap<>();
        nodes.forEach((node, stages) -> {
            AgentRow agent = agent(node, step);
            // The watcher leaves a node to an agent that is ready, whether or not it answers.
            if (agent.runs() || !agent.ready()) {
                phases.put(node, stages.get(step).phase());
            }
        });
        return new MigrationTruth(
                step,
                phases,
                nodes.keySet().stream()
                        .filter(node -> !phases.containsKey(node))
                        .toList());
    }
}
