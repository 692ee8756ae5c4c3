package dev.dockershim.exporter.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What agents and watcher together are to tell of the nodes at a step of the migration, as its table has it.
 *
 * @param step which one, from 0
 * @param phases by the names of the nodes that are judged, as label values: {@code cri-dockerd}
 * @param unjudged nodes of which nobody tells a phase
 */
public record MigrationTruth(int step, Map<String, String> phases, List<String> unjudged) {

    /** Copies both, in their order. */
    public MigrationTruth {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        unjudged = List.copyOf(unjudged);
    }

    /** How many nodes are in each phase that a node is in. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        phases.values().forEach(phase -> counts.merge(phase, 1, Integer::sum));
        return counts;
    }
}
