package dev.dockershim.exporter.publish;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a node that both roles have.
 *
 * <p>What is unknown has no value that could be taken for a good one: a check that cannot be judged has
 * {@code dockershim_check_evaluated} 0 and no {@code dockershim_check_failed} at all.
 *
 * @param node name of the node; empty for the cluster as a whole
 * @param observer who says so
 */
public record NodeRows(String node, Observer observer) {

    /** A value of the label {@code source}. */
    public static final String ANNOTATION = "annotation";

    /** Of {@link ReadinessGauge#NODE_INFO}. */
    public void info(GaugeRows out, RuntimeName runtime, @Nullable Version kubelet, String os, Confidence confidence) {
        out.number(
                1,
                node,
                observer.label(),
                runtime.kind().label(),
                text(runtime.version()),
                text(kubelet),
                os,
                confidence.name().toLowerCase(Locale.ROOT));
    }

    /** Of {@link ReadinessGauge#NODE_PHASE}. */
    public void phase(GaugeRows out, Phase phase) {
        for (Phase each : Phase.values()) {
            out.flag(each == phase, node, observer.label(), each.label());
        }
    }

    /** Of {@link ReadinessGauge#NODE_RUNTIME_ENDPOINT_INFO}. */
    public void endpoint(GaugeRows out, String source, Endpoint endpoint) {
        out.number(1, node, source, endpoint.kind().label(), endpoint.scheme() ? "1" : "0");
    }

    /** Of {@link ReadinessGauge#CHECK_FAILED}. */
    public void failed(GaugeRows out, List<Result> results, boolean emitPassing) {
        for (Result result : results) {
            boolean fails = result.verdict() instanceof Verdict.Fail;
            if (fails || (emitPassing && result.verdict() instanceof Verdict.Pass)) {
                out.flag(
                        fails,
                        node,
                        result.check().id(),
                        result.check().severity().label());
            }
        }
    }

    /** Of {@link ReadinessGauge#CHECK_EVALUATED}. */
    public void evaluated(GaugeRows out, List<Result> results, boolean emitPassing) {
        for (Result result : results) {
            if (emitPassing || !(result.verdict() instanceof Verdict.Pass)) {
                out.flag(
                        !(result.verdict() instanceof Verdict.Unknown),
                        node,
                        result.check().id());
            }
        }
    }

    private static String text(@Nullable Version version) {
        return version == null ? "" : version.toString();
    }
}
