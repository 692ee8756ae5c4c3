package dev.dockershim.exporter.status;

import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.status.Row.State;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The page's table of sources. */
public final class SourceRows {

    private SourceRows() {}

    /** A row for each source. */
    public static List<Row> of(List<SourceStatus> statuses) {
        return statuses.stream()
                .map(status -> new Row("Sources, when last asked", status.name(), text(status), state(status)))
                .toList();
    }

    /** A row for each source that has given nothing yet, nor refused to: these a first evaluation waits for. */
    public static List<Row> awaited(List<SourceStatus> statuses) {
        return of(statuses.stream()
                .filter(status -> !Boolean.TRUE.equals(status.up()) && !status.forbidden())
                .filter(status -> status.lastSuccess() == null)
                .toList());
    }

    private static String text(SourceStatus status) {
        if (status.up() == null) {
            return "not asked yet";
        }
        if (status.up()) {
            return String.format(Locale.ROOT, "read in %.3f s", status.durationSeconds());
        }
        return Objects.requireNonNullElse(status.reason(), "failed");
    }

    private static State state(SourceStatus status) {
        if (status.up() == null || status.isNotGranted()) {
            return State.UNKNOWN;
        }
        return status.up() ? State.OK : State.BAD;
    }
}
