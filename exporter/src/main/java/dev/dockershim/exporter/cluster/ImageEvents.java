package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;

/** What events add to WL-07: they tell of images that were not there for pods that are gone already. */
final class ImageEvents {

    static final String CHECK = "WL-07";

    private static final Verdict TOLD =
            new Fail("An event of the last hour tells of an image that is not there and may not be pulled.");

    private ImageEvents() {}

    /**
     * The verdict with that added.
     *
     * @param byPods the verdict by what pods show
     * @param told whether an event tells of such an image
     */
    static Verdict added(Verdict byPods, boolean told, RecentEvents events) {
        if (byPods instanceof Fail) {
            return byPods;
        }
        if (told) {
            return TOLD;
        }
        Missing<?> missing = events.missing();
        return byPods instanceof Pass && missing != null
                ? new Unknown(byPods.detail() + " Events were not to be seen. " + missing.sentence())
                : byPods;
    }
}
