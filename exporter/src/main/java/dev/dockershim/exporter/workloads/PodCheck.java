package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.List;
import java.util.function.Predicate;

/**
 * A check that looks at each pod alone: one that fails it fails them all, one that hides it leaves it open.
 *
 * @param info what it is about
 * @param fails whether a pod fails it
 * @param hides whether a pod does not show whether it does
 * @param harmless whether a pod looks like one that fails, and is known not to
 */
record PodCheck(CheckInfo info, Predicate<PodSpec> fails, Predicate<PodSpec> hides, Predicate<PodSpec> harmless)
        implements WorkloadCheck {

    /** One that every pod shows. */
    PodCheck(CheckInfo info, Predicate<PodSpec> fails) {
        this(info, fails, pod -> false, pod -> false);
    }

    PodCheck whereHidden(Predicate<PodSpec> hiding) {
        return new PodCheck(info, fails, hiding, harmless);
    }

    PodCheck exceptFor(Predicate<PodSpec> known) {
        return new PodCheck(info, fails, hides, known);
    }

    @Override
    public Verdict judge(List<Subject> subjects, String none) {
        WorkloadNames failing = WorkloadNames.ofPods(subjects, fails);
        if (!failing.isEmpty()) {
            return new Fail("Found in " + failing + ".");
        }
        WorkloadNames hiding = WorkloadNames.ofPods(subjects, hides);
        if (!hiding.isEmpty()) {
            return new Unknown("Set by a Secret or a ConfigMap, which are not read: " + hiding + ".");
        }
        WorkloadNames known = WorkloadNames.ofPods(subjects, harmless);
        return new Pass(known.isEmpty() ? none : "Only workloads known to have other reasons: " + known + ".");
    }
}
