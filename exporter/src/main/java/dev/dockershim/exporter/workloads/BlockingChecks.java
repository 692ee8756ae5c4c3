package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.Severity;
import java.util.ArrayList;
import java.util.List;

/** The checks of pods that block: the one measure by which a workload breaks without Docker, or only may. */
final class BlockingChecks {

    private static final List<PodCheck> ALL = ofPods(WorkloadChecks.all());

    private BlockingChecks() {}

    /** Whether {@code pod} fails any of them. */
    static boolean fail(PodSpec pod) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).fails().test(pod)) {
                return true;
            }
        }
        return false;
    }

    private static List<PodCheck> ofPods(List<WorkloadCheck> checks) {
        List<PodCheck> blocking = new ArrayList<>();
        for (WorkloadCheck check : checks) {
            if (check.info().severity() == Severity.BLOCKER) {
                if (!(check instanceof PodCheck ofPods)) {
                    throw new IllegalStateException(
                            check.info().id() + " blocks, and does not look at pods one by one");
                }
                blocking.add(ofPods);
            }
        }
        return List.copyOf(blocking);
    }
}
