package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.HashMap;
import java.util.Map;

/** One result for each check and verdict, shared by the thousands of nodes that come to it. */
final class ResultPool {

    private final Map<String, Map<Verdict, Result>> byCheck = new HashMap<>();

    Result of(CheckInfo check, Verdict verdict) {
        return byCheck.computeIfAbsent(check.id(), id -> new HashMap<>())
                .computeIfAbsent(verdict, same -> new Result(check, same));
    }

    void clear() {
        byCheck.clear();
    }
}
