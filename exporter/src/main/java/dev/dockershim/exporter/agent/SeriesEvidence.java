package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.containerfs.KubeletSeries.Evidence;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.ServedSeries.By;
import dev.dockershim.exporter.evidence.ServedSeries.One;

/** Who serves the thirteen, as evidence. */
final class SeriesEvidence {

    private SeriesEvidence() {}

    /** Of a collection. Without a container that runs nobody could be seen to serve anything. */
    static Observed<ServedSeries> of(Collected collected) {
        Serving.Plan plan = collected.plan();
        if (plan.evidence() == Evidence.PENDING || plan.sources().isEmpty()) {
            return Observed.missing(Reason.PENDING, "the kubelet's series have not been looked at yet");
        }
        if (collected.snapshot().containers().isEmpty()) {
            return Observed.missing(
                    Reason.PENDING, "no running container was found, so that nobody can be seen to serve its series");
        }
        return Observed.seen(new ServedSeries(
                plan.sources().stream()
                        .map(source -> new One(source.series().name(), by(source.by())))
                        .toList(),
                plan.evidence() == Evidence.LOOK));
    }

    private static By by(Serving.By by) {
        return switch (by) {
            case KUBELET -> By.KUBELET;
            case BRIDGE -> By.BRIDGE;
            case BOTH -> By.BOTH;
            case PARTIAL -> By.PARTIAL;
            case NONE -> By.NONE;
        };
    }
}
