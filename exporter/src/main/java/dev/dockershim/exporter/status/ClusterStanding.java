package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a cluster is, in one look. Green needs every node of the whole cluster seen and known to be at an end of its
 * way, and no blocker that fails or is unknown, now.
 *
 * @param standing its shape and colour
 * @param left how many nodes are left to move, in words
 * @param sentences what else there is to say
 */
record ClusterStanding(Standing standing, String left, List<String> sentences) {

    ClusterStanding {
        sentences = List.copyOf(sentences);
    }

    static ClusterStanding of(ClusterView view) {
        List<String> sentences = new ArrayList<>();
        if (view.readiness().evidence().nodes().orNull() == null) {
            sentences.add("Nodes are not to be seen: how many there are, and where they stand, is unknown.");
            addChecks(sentences, view);
            return new ClusterStanding(Standing.UNKNOWN, "not known", sentences);
        }
        if (view.rows().isEmpty()) {
            sentences.add(view.isPart() ? "No node belongs to this part." : "The API server lists no Node.");
            addChecks(sentences, view);
            return new ClusterStanding(Standing.UNKNOWN, "no nodes", sentences);
        }
        int left = view.left();
        int unknown = view.in(Phase.UNKNOWN);
        int unsupported = view.in(Phase.UNSUPPORTED);
        long failing = blockers(view, true);
        long open = blockers(view, false);
        if (unsupported > 0) {
            sentences.add(nodes(unsupported) + " cannot work as set up, or not after the kubelet's next start.");
        }
        if (unknown > 0) {
            sentences.add("Where " + nodes(unknown) + (unknown == 1 ? " stands" : " stand") + " is unknown.");
        }
        addChecks(sentences, view);
        if (view.isPart()) {
            sentences.add("The nodes of the other parts are not counted here.");
        }
        return new ClusterStanding(
                standing(view, failing > 0, open > 0 || !view.workloads().complete() || view.isPart()),
                words(view, left, unknown),
                sentences);
    }

    private static void addChecks(List<String> sentences, ClusterView view) {
        long failing = blockers(view, true);
        long open = blockers(view, false);
        if (failing > 0) {
            sentences.add(failing + (failing == 1 ? " blocker fails." : " blockers fail."));
        }
        if (open > 0) {
            sentences.add(open + (open == 1 ? " blocker is" : " blockers are") + " not known to pass.");
        }
        if (!view.workloads().complete()) {
            sentences.add("Not all that may need Docker was to be seen.");
        }
    }

    private static Standing standing(ClusterView view, boolean failing, boolean open) {
        if (view.doubtful()) {
            return Standing.UNKNOWN;
        }
        if (view.in(Phase.UNSUPPORTED) > 0) {
            return Standing.BAD;
        }
        if (view.left() > 0) {
            return view.left() == view.in(Phase.DRAINING) + view.in(Phase.MIGRATING) ? Standing.GOING : Standing.TODO;
        }
        if (view.in(Phase.UNKNOWN) > 0) {
            return Standing.UNKNOWN;
        }
        return failing ? Standing.TODO : open ? Standing.GOING : Standing.DONE;
    }

    private static String words(ClusterView view, int left, int unknown) {
        String of = " of " + nodes(view.rows().size());
        if (view.doubtful()) {
            return "not known";
        }
        if (left == 0 && unknown > 0) {
            return unknown == view.rows().size() ? "not known" : "0 to " + unknown + of;
        }
        return left == 0 ? "none" + of : unknown > 0 ? left + " to " + (left + unknown) + of : left + of;
    }

    private static long blockers(ClusterView view, boolean failing) {
        return view.checks().stream()
                .filter(count -> count.check().severity() == Severity.BLOCKER)
                .filter(count -> failing ? count.fails() : count.isOpen())
                .count();
    }

    static String nodes(int count) {
        return count + (count == 1 ? " node" : " nodes");
    }
}
