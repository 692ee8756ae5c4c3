package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Seen;
import dev.dockershim.exporter.readiness.CheckGuard;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import dev.dockershim.exporter.workloads.Subject;
import dev.dockershim.exporter.workloads.WorkloadCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The checks of workloads over all pods and templates of a cluster. A template counts whether or not a pod of it runs: a
 * CronJob between two runs, and a Deployment that was scaled to 0, need Docker again tomorrow.
 */
final class ClusterWorkloads {

    private static final String NONE = "Found in no pod and in no template.";
    private static final String NOTHING_SEEN = "No pod and no template was to be seen.";

    private ClusterWorkloads() {}

    /**
     * Judges them.
     *
     * @param subjects pods and templates that may concern Docker
     */
    static List<Result> judge(List<Subject> subjects, ClusterEvidence evidence, RecentEvents events, CheckGuard guard) {
        String gaps = gaps(evidence);
        String none = isAnythingSeen(evidence) ? NONE : NOTHING_SEEN;
        List<Result> results = new ArrayList<>();
        for (WorkloadCheck check : NodeWorkloads.CHECKS) {
            Verdict verdict = guard.verdict(check.info(), () -> withEvents(check, check.judge(subjects, none), events));
            results.add(
                    new Result(check.info(), NodeWorkloads.isIndependent(check) ? verdict : withGaps(verdict, gaps)));
        }
        return results;
    }

    private static Verdict withEvents(WorkloadCheck check, Verdict verdict, RecentEvents events) {
        return check.info().id().equals(ImageEvents.CHECK)
                ? ImageEvents.added(verdict, events.tell(NodeEvent.Kind.IMAGE_NEVER_PULL), events)
                : verdict;
    }

    /** What was not to be seen can fail a check, so that nothing passes without it. */
    private static Verdict withGaps(Verdict verdict, String gaps) {
        if (gaps.isEmpty()) {
            return verdict;
        }
        String text = verdict.detail() + " Not all was to be seen." + gaps;
        return verdict instanceof Fail ? new Fail(text) : new Unknown(text);
    }

    private static boolean isAnythingSeen(ClusterEvidence evidence) {
        return evidence.pods().orNull() != null
                || evidence.templates().values().stream().anyMatch(Seen.class::isInstance);
    }

    private static String gaps(ClusterEvidence evidence) {
        StringBuilder gaps = new StringBuilder();
        if (evidence.pods() instanceof Missing<List<ClusterPod>> missing) {
            gaps.append(' ').append(missing.sentence());
        }
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = evidence.templates();
        for (WorkloadKind kind : WorkloadKind.values()) {
            Observed<List<WorkloadTemplate>> seen = templates.get(kind);
            if (seen == null) {
                gaps.append(" No ").append(kind.kind()).append(" was asked for.");
            } else if (seen instanceof Missing<List<WorkloadTemplate>> missing) {
                gaps.append(' ').append(missing.sentence());
            }
        }
        return gaps.toString();
    }
}
