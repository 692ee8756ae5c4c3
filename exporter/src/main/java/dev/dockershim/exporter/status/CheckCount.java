package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check came to over a cluster.
 *
 * @param check the check
 * @param failing number of nodes that fail it
 * @param unknown number of nodes of which it cannot be told
 * @param passing number of nodes that pass it
 * @param cluster what it came to for the cluster as a whole; null if it is judged of nodes alone
 */
record CheckCount(
        CheckInfo check,
        int failing,
        int unknown,
        int passing,
        @Nullable Verdict cluster) {

    /** One for each check: those of the cluster as a whole first. */
    static List<CheckCount> of(ClusterReadiness readiness) {
        Map<String, Counting> counts = new LinkedHashMap<>();
        for (Result result : readiness.results()) {
            counts.computeIfAbsent(result.check().id(), id -> new Counting(result.check())).cluster = result.verdict();
        }
        for (ClusterNodeReadiness node : readiness.nodes()) {
            for (Result result : node.results()) {
                counts.computeIfAbsent(result.check().id(), id -> new Counting(result.check()))
                        .add(result.verdict());
            }
        }
        List<CheckCount> all = new ArrayList<>();
        counts.values().forEach(counting -> all.add(counting.done()));
        return all;
    }

    boolean fails() {
        return failing > 0 || cluster instanceof Verdict.Fail;
    }

    /** Whether it fails nowhere, and somewhere it is not known whether it does. */
    boolean isOpen() {
        return !fails() && (unknown > 0 || cluster instanceof Verdict.Unknown);
    }

    private static final class Counting {

        private final CheckInfo check;
        private int failing;
        private int unknown;
        private int passing;
        private @Nullable Verdict cluster;

        private Counting(CheckInfo check) {
            this.check = check;
        }

        private void add(Verdict verdict) {
            if (verdict instanceof Verdict.Fail) {
                failing++;
            } else if (verdict instanceof Verdict.Unknown) {
                unknown++;
            } else {
                passing++;
            }
        }

        private CheckCount done() {
            return new CheckCount(check, failing, unknown, passing, cluster);
        }
    }
}
