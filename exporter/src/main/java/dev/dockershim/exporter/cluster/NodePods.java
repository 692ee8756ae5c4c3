package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.workloads.EvictablePods;
import dev.dockershim.exporter.workloads.Subject;
import java.util.ArrayList;
import java.util.List;

/** The pods of one node that have not finished: how many, and those that matter. */
final class NodePods {

    private final List<Subject> subjects = new ArrayList<>(0);
    private int count;
    private int evictable;
    private boolean agent;

    void add(ClusterPod pod) {
        count++;
        if (EvictablePods.include(pod.spec())) {
            evictable++;
        }
        agent = agent || pod.agent();
    }

    void add(Subject subject) {
        subjects.add(subject);
    }

    int count() {
        return count;
    }

    /** How many a drain would evict. */
    int evictable() {
        return evictable;
    }

    /** Whether one is an agent that is ready. */
    boolean agent() {
        return agent;
    }

    /** Those that may concern Docker. */
    List<Subject> subjects() {
        return subjects;
    }
}
