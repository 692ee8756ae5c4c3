package dev.dockershim.exporter.status;

import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import java.time.Instant;

/** The top of the page: where the node stands, how sure that is, since when, and what the checks came to. */
final class PhaseSection {

    private PhaseSection() {}

    static void write(Html html, NodeReadiness readiness, ReadinessState state, Instant now) {
        CheckSummary summary = CheckSummary.of(readiness.results());
        boolean stale = state.isStale(readiness, now);
        Standing standing = Standing.of(
                readiness.phase(), readiness.confidence(), summary.blockers(), stale, state.acceptCriDockerd());
        html.raw("<section class=\"phase ").raw(standing.style()).raw("\">\n<h2><small>Phase</small> ");
        html.raw("<span class=\"mark\" aria-hidden=\"true\">").raw(standing.mark());
        html.raw("</span>").text(readiness.phase().label());
        html.raw("</h2>\n");
        html.element("p", meaning(readiness.phase(), state.acceptCriDockerd())).raw("\n");
        if (stale) {
            html.raw("<p class=\"stale\"><b>Out of date.</b> This was last evaluated ")
                    .text(TimeText.age(readiness.evidence().at(), now))
                    .raw(": what holds now is unknown.</p>\n");
        }
        PhaseWay.write(html, readiness.phase());
        html.element("p class=\"sum\"", summary.sentence()).raw("\n");
        facts(html, readiness, now);
        html.raw("</section>\n");
    }

    /** In place of it, while there is no evaluation. */
    static void writeNone(Html html, boolean on) {
        html.raw("<section class=\"phase unknown\">\n<h2><small>Phase</small> ")
                .raw("<span class=\"mark\" aria-hidden=\"true\">?</span>")
                .raw(on ? "not evaluated yet" : "not evaluated")
                .raw("</h2>\n")
                .element(
                        "p",
                        on
                                ? "The first evaluation of this node's readiness is under way; look again in a moment."
                                : "Readiness is turned off with --readiness.interval=0.")
                .raw("\n</section>\n");
    }

    private static void facts(Html html, NodeReadiness readiness, Instant now) {
        RuntimeName runtime = RuntimeInUse.told(readiness.evidence());
        Version version = runtime.version();
        Version kubelet = KubeletVersions.of(readiness.evidence());
        Instant since = readiness.phaseSince();
        html.raw("<dl>");
        fact(html, "Confidence").text(confidence(readiness.confidence())).raw("</dd></div>\n");
        fact(html, "Since");
        if (since == null) {
            html.raw("before this agent started; since when is not known");
        } else {
            TimeText.write(html, since, now);
        }
        html.raw("</dd></div>\n");
        TimeText.write(fact(html, "Evaluated"), readiness.evidence().at(), now);
        html.raw("</dd></div>\n");
        fact(html, "Runtime")
                .text(runtime.kind().label() + (version == null ? "" : " " + version))
                .raw("</dd></div>\n");
        fact(html, "Kubelet").text(kubelet == null ? "unknown" : kubelet.toString());
        html.raw("</dd></div></dl>\n");
    }

    private static Html fact(Html html, String name) {
        return html.raw("<div><dt>").raw(name).raw("</dt><dd>");
    }

    static String confidence(Confidence confidence) {
        return switch (confidence) {
            case OBSERVED -> "observed";
            case INFERRED ->
                "inferred: follows from versions and defaults; what would tell for sure was not to be seen";
            case NONE -> "none: nothing tells";
        };
    }

    static String meaning(Phase phase, boolean acceptCriDockerd) {
        return switch (phase) {
            case UNSUPPORTED -> "This node cannot work as it is set up, or not after its kubelet's next start.";
            case UNKNOWN -> "Not enough is known to say where this node stands. What is missing is listed below.";
            case DOCKERSHIM -> "The kubelet runs containers by dockershim, and the move has not begun.";
            case DRAINING -> "Cordoned and still on dockershim: pods leave before the runtime changes.";
            case MIGRATING -> "Between two runtimes.";
            case CRI_DOCKERD ->
                acceptCriDockerd
                        ? "The kubelet runs containers by cri-dockerd: dockershim is gone, Docker Engine stays."
                        : "The kubelet runs containers by cri-dockerd, which is not where the way ends here"
                                + " (--readiness.accept-cri-dockerd=false).";
            case MIGRATED -> "The kubelet runs containers without Docker.";
        };
    }
}
