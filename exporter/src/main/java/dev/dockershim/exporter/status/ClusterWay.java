package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** A mark needs so many percent of the bar. */
    private static final double WIDE = 3;

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
        html.raw("<li class=\"").raw(style(view, phase)).raw("\"><i aria-hidden=\"true\">");
        html.raw(mark(view, phase)).raw("</i>");
        count(html, view, phase);
        shares(view, phase).forEach((share, count) -> {
            if (!share.words().isEmpty()) {
                html.raw("<small><i class=\"").raw(share.style()).raw("\"></i>");
                html.number(count).raw(" ").text(share.words()).raw("</small>");
            }
        });
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

    /**
     * Shares to the eye; the numbers stand beside it. A share that is not plain is a line of dashes over a pale one: the
     * density tells them apart without colours, as do the marks.
     */
    private static void bar(Html html, ClusterView view) {
        html.raw("<svg class=\"bar\" aria-hidden=\"true\">");
        double total = view.rows().size();
        double from = 0;
        for (Phase phase : BAR) {
            for (Map.Entry<Share, Integer> share : shares(view, phase).entrySet()) {
                double width = 100 * share.getValue() / total;
                segment(html, share.getKey(), from, width);
                from += width;
            }
        }
        html.raw("</svg>\n");
    }

    private static void segment(Html html, Share share, double from, double width) {
        html.raw("<g class=\"").raw(share.style()).raw("\">");
        html.raw(String.format(
                Locale.ROOT,
                "<rect x=\"%1$.2f%%\" width=\"%2$.2f%%\" height=\"100%%\"/>"
                        + "<line x1=\"%1$.2f%%\" x2=\"%3$.2f%%\" y1=\"50%%\" y2=\"50%%\"/>",
                from,
                width,
                from + width));
        if (width > WIDE) {
            html.raw(String.format(Locale.ROOT, "<text x=\"%.2f%%\" y=\"50%%\">", from + width / 2));
            html.raw(share.mark()).raw("</text>");
        }
        html.raw("</g>");
    }

    private static Map<Share, Integer> shares(ClusterView view, Phase phase) {
        return view.shares().getOrDefault(phase, Map.of());
    }

    /** Of the nodes of a phase: as the worst of them stands. */
    private static @Nullable Share worst(ClusterView view, Phase phase) {
        return shares(view, phase).keySet().stream()
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static String style(ClusterView view, Phase phase) {
        Share worst = worst(view, phase);
        return worst == null ? "zero" : worst.style();
    }

    private static String mark(ClusterView view, Phase phase) {
        Share worst = worst(view, phase);
        return worst == null ? "" : worst.mark();
    }
}
