package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.Phase;
import java.util.List;

/** The picture of the way: dockershim, draining, migrating, and its two ends. Shapes and words, no picture file. */
final class PhaseWay {

    private static final List<Phase> STEPS = List.of(Phase.DOCKERSHIM, Phase.DRAINING, Phase.MIGRATING);
    private static final List<Phase> ENDS = List.of(Phase.CRI_DOCKERD, Phase.MIGRATED);

    private PhaseWay() {}

    static void write(Html html, Phase here) {
        boolean off = !STEPS.contains(here) && !ENDS.contains(here);
        html.raw("<ol class=\"way").raw(off ? " off" : "").raw("\">");
        STEPS.forEach(step -> step(html, step, here));
        html.raw("<li class=\"fork\"><ul>");
        ENDS.forEach(end -> step(html, end, here));
        html.raw("</ul></li></ol>\n");
        if (off) {
            html.raw(
                            here == Phase.UNKNOWN
                                    ? "<p class=\"apart\">Where on this way: <b>"
                                    : "<p class=\"apart\">Off this way: <b>")
                    .text(here.label())
                    .raw("</b></p>\n");
        }
    }

    private static void step(Html html, Phase step, Phase here) {
        if (step == here) {
            html.raw("<li class=\"here\" aria-current=\"step\"><i></i><b>")
                    .text(step.label())
                    .raw("</b> <small>this node</small></li>");
        } else {
            html.raw(isBehind(step, here) ? "<li class=\"behind\"><i></i>" : "<li><i></i>")
                    .text(step.label())
                    .raw("</li>");
        }
    }

    private static boolean isBehind(Phase step, Phase here) {
        int at = ENDS.contains(here) ? STEPS.size() : STEPS.indexOf(here);
        return STEPS.contains(step) && STEPS.indexOf(step) < at;
    }
}
