package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.Phase;
import java.util.List;
import java.util.Locale;

/** The picture of the way with the number of nodes at each step, and a bar of their shares. */
final class ClusterWay {

    private static final List<Phase> STEPS = List.of(Phase.DOCKERSHIM, Phase.DRAINING, Phase.MIGRATING);
    private static final List<Phase> ENDS = List.of(Phase.CRI_DOCKERD, Phase.MIGRATED);
    private static final List<Phase> APART = List.of(Phase.UNSUPPORTED, Phase.UNKNOWN);
    private static final List<Phase> BAR = List.of(
            Phase.MIGRATED,
            Phase.CRI_DOCKERD,
            Phase.MIGRATING,
            Phase.DRAINING,
            Phase.DOCKERSHIM,
            Phase.UNSUPPORTED,
            Phase.UNKNOWN);

    private ClusterWay() {}

    static void write(Html html, ClusterView view) {
        bar(html, view);
        html.raw("<ol class=\"way many").raw(view.doubtful() ? " off" : "").raw("\">");
        STEPS.forEach(step -> step(html, view, step));
        html.raw("<li class=\"fork\"><ul>");
        ENDS.forEach(end -> step(html, view, end));
        html.raw("</ul></li></ol>\n<p class=\"aside\">Not on this way:");
        APART.forEach(phase -> {
            html.raw(" <span class=\"apart ").raw(style(view, phase)).raw("\">");
            count(html, view, phase);
            html.raw("</span>");
        });
        html.raw("</p>\n");
    }

    private static void step(Html html, ClusterView view, Phase phase) {
        html.raw("<li class=\"").raw(style(view, phase)).raw("\"><i></i>");
        count(html, view, phase);
        html.raw("</li>");
    }

    private static void count(Html html, ClusterView view, Phase phase) {
        int count = view.in(phase);
        html.raw("<b>").number(count).raw("</b> ");
        if (count == 0) {
            html.text(phase.label());
        } else {
            html.link(ClusterQuery.nodesOf(phase), phase.label());
        }
    }

    /** Shares to the eye; the numbers stand beside it. */
    private static void bar(Html html, ClusterView view) {
        html.raw("<svg class=\"bar\" viewBox=\"0 0 1000 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double total = view.rows().size();
        double from = 0;
        for (Phase phase : BAR) {
            double width = 1000 * view.in(phase) / total;
            if (width > 0) {
                html.raw(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" height=\"1\"/>",
                        style(view, phase),
                        from,
                        width));
            }
            from += width;
        }
        html.raw("</svg>\n");
    }

    /** Of the nodes of a phase: as the worst of them stands. */
    private static String style(ClusterView view, Phase phase) {
        Standing standing = view.standings().get(phase);
        return standing == null ? "zero" : standing.style();
    }
}
