package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import java.util.List;

/** On which nodes the pods of workloads are. */
interface PodPlaces {

    /**
     * A pod's place.
     *
     * @param node empty if no node is left for it
     * @param times how often it was made anew because its node was drained
     */
    record Place(String node, int times) {}

    /** The nodes on each of which a workload has a pod. */
    List<String> all(WorkloadRow workload);

    /** Where a workload's pod of this number is at a step. */
    Place one(WorkloadRow workload, int number, long step);
}
