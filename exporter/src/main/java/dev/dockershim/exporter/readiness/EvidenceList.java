package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Observed.Seen;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.readiness.EvidenceItem.Gap;
import java.util.Arrays;
import java.util.List;

/** Which sources of evidence were there for an evaluation, E1 to E9, and what the others lack. */
public final class EvidenceList {

    /** One agent sees one node; an event is gone after an hour, so that its absence proves nothing either. */
    private static final Observed<?> NO_EVENTS =
            Observed.missing(Reason.NOT_CONFIGURED, "an agent reads no events: ask the API server for them");

    private EvidenceList() {}

    /** One item for each source, in their order. */
    public static List<EvidenceItem> of(NodeEvidence evidence) {
        return Arrays.stream(EvidenceSource.values())
                .map(source -> item(source, parts(source, evidence)))
                .toList();
    }

    private static List<Observed<?>> parts(EvidenceSource source, NodeEvidence evidence) {
        return switch (source) {
            case E1 -> List.of(evidence.node());
            case E2 -> List.of(evidence.process());
            case E3 -> List.of(evidence.files());
            case E4 -> List.of(evidence.configz());
            case E5 -> List.of(evidence.cri());
            case E6 ->
                List.of(
                        evidence.docker(),
                        evidence.dockerConfig(),
                        evidence.containerd(),
                        evidence.cni(),
                        evidence.scripts());
            case E7 -> List.of(evidence.pods());
            case E8 -> List.of(NO_EVENTS);
            case E9 -> List.of(looked(evidence.series()));
        };
    }

    /** Who serves what may be guessed from versions: then the kubelet's metrics were not seen. */
    private static Observed<?> looked(Observed<ServedSeries> series) {
        return series instanceof Seen<ServedSeries> seen && !seen.value().seen()
                ? Observed.missing(
                        Reason.FAILED,
                        "the kubelet's own metrics were not seen: who serves the series is guessed from versions; grant"
                                + " get on nodes/metrics")
                : series;
    }

    private static EvidenceItem item(EvidenceSource source, List<Observed<?>> parts) {
        boolean available = parts.stream().anyMatch(Seen.class::isInstance);
        List<Gap> gaps = parts.stream()
                .filter(Missing.class::isInstance)
                .map(part -> gap((Missing<?>) part))
                .distinct()
                .toList();
        return new EvidenceItem(source, available, gaps);
    }

    private static Gap gap(Missing<?> missing) {
        return new Gap(missing.reason(), missing.text());
    }
}
