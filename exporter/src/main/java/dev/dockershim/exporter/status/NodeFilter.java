package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.status.ClusterQuery.Need;
import java.util.Locale;

/** Which nodes are asked for. */
final class NodeFilter {

    private NodeFilter() {}

    static boolean matches(NodeRow row, ClusterQuery query) {
        return (query.search().isEmpty() || row.name().toLowerCase(Locale.ROOT).contains(query.search()))
                && (query.phase() == null || row.phase() == query.phase())
                && needs(row, query.need(), query.check())
                && (query.check().isEmpty()
                        || row.readiness().results().stream().anyMatch(result -> hit(result, query)));
    }

    /** With a check it is that check which is to be unknown. */
    private static boolean needs(NodeRow row, Need need, String check) {
        return switch (need) {
            case ALL -> true;
            case WORK -> row.blockers() > 0 || row.warnings() > 0 || row.standing() != Standing.DONE;
            case BLOCKED -> row.blockers() > 0;
            case UNKNOWN -> row.phase() == Phase.UNKNOWN || row.unknown() > 0 || !check.isEmpty();
        };
    }

    /** Of nodes with something unknown those that leave the check open, else those that fail it. */
    private static boolean hit(Result result, ClusterQuery query) {
        return result.check().id().equals(query.check())
                && (query.need() == Need.UNKNOWN
                        ? result.verdict() instanceof Verdict.Unknown
                        : result.verdict() instanceof Verdict.Fail);
    }
}
