package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import java.util.List;

/** Pods are on the nodes that their workload names, in turns; without a name on all of these. */
record NamedPlaces(List<String> everywhere) implements PodPlaces {

    @Override
    public List<String> all(WorkloadRow workload) {
        return workload.on() == null ? everywhere : workload.on();
    }

    @Override
    public Place one(WorkloadRow workload, int number, long step) {
        List<String> nodes = all(workload);
        return new Place(nodes.get(number % nodes.size()), 0);
    }
}
