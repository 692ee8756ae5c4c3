package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.ArrayList;
import java.util.List;

/** A check of pods: of a node's, as any check, and of any other number of pods and templates that belong together. */
public interface WorkloadCheck extends Check {

    /**
     * Judges pods.
     *
     * @param subjects those that may concern Docker ({@link DockerConcern}); others do not change the verdict
     * @param none what to say if it is found in none of them
     */
    Verdict judge(List<Subject> subjects, String none);

    @Override
    default Verdict judge(NodeEvidence evidence) {
        if (evidence.pods() instanceof Observed.Missing<List<PodSpec>> missing) {
            return new Unknown("The node's pods were not to be seen. " + missing.sentence());
        }
        List<PodSpec> seen = evidence.pods().orNull();
        List<PodSpec> pods = seen == null ? List.of() : seen;
        Kind runtime = RuntimeInUse.told(evidence).kind();
        List<Subject> subjects = new ArrayList<>();
        for (PodSpec pod : pods) {
            if (DockerConcern.of(pod)) {
                subjects.add(new Subject(Workload.of(pod), pod, false, runtime));
            }
        }
        return judge(subjects, noneOf(pods.size()));
    }

    /** What to say if it is found in none of a node's pods. */
    static String noneOf(int pods) {
        return "Found in none of the " + pods + " pods of this node.";
    }
}
