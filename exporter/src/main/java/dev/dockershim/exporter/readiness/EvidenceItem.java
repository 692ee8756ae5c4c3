package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one source of evidence did.
 *
 * @param source which one
 * @param available whether anything of it was seen
 * @param gaps what of it is missing; may be several, and of an available source too
 */
public record EvidenceItem(EvidenceSource source, boolean available, List<Gap> gaps) {

    /** Copies the list. */
    public EvidenceItem {
        gaps = List.copyOf(gaps);
    }

    /**
     * Something that is missing.
     *
     * @param reason why
     * @param text what it is and how to grant it, for people
     */
    public record Gap(Reason reason, String text) {}

    /** Why nothing of it was seen; null if something was. */
    public @Nullable Reason reason() {
        return available || gaps.isEmpty() ? null : gaps.get(0).reason();
    }

    /** What is missing and how to grant it; null if nothing is. */
    public @Nullable String text() {
        return gaps.isEmpty() ? null : gaps.stream().map(Gap::text).collect(Collectors.joining("; "));
    }
}
