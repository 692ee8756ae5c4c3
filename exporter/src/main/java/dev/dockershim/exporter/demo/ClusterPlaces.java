package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.NodeRow;
import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** On which nodes the pods of the recorded cluster are. A drain moves what can be evicted to the next node. */
final class ClusterPlaces implements PodPlaces {

    private static final List<String> USUAL = List.of("general-");

    private final List<NodeRow> nodes;
    private final ClusterMoves moves;

    ClusterPlaces(List<NodeRow> nodes, ClusterMoves moves) {
        this.nodes = nodes;
        this.moves = moves;
    }

    @Override
    public List<String> all(WorkloadRow workload) {
        return nodes.stream()
                .filter(node -> workload.on() == null ? !node.isWindows() : isOn(node, workload.on()))
                .map(NodeRow::names)
                .toList();
    }

    @Override
    public Place one(WorkloadRow workload, int number, long step) {
        List<String> on = workload.on() == null ? USUAL : workload.on();
        List<String> candidates = new ArrayList<>();
        for (NodeRow node : nodes) {
            // the scheduler takes none that is cordoned; what was there before stays until it is drained
            if (isOn(node, on) && (node.cordoned() == null || on.contains(node.names()))) {
                candidates.add(node.names());
            }
        }
        int first = Math.floorMod(workload.name().hashCode() + number, candidates.size());
        Collections.rotate(candidates, -first);
        int times = 0;
        for (String drained : moves.drained(step)) {
            boolean hit = candidates.indexOf(drained) == 0;
            candidates.remove(drained);
            times += hit ? 1 : 0;
        }
        return new Place(candidates.isEmpty() ? "" : candidates.get(0), times);
    }

    private static boolean isOn(NodeRow node, List<String> beginnings) {
        return beginnings.stream().anyMatch(node.names()::startsWith);
    }
}
