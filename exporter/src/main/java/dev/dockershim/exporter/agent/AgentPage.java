package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.web.LandingPage;
import dev.dockershim.exporter.web.LandingPage.Row;
import dev.dockershim.exporter.web.LandingPage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/** What the landing page of an agent tells: its sources, and what it serves. */
final class AgentPage {

    private final AgentConfig config;
    private final Supplier<List<SourceStatus>> statuses;
    private final BridgeTelemetry telemetry;

    AgentPage(AgentConfig config, Supplier<List<SourceStatus>> statuses, BridgeTelemetry telemetry) {
        this.config = config;
        this.statuses = statuses;
        this.telemetry = telemetry;
    }

    LandingPage landingPage() {
        return new LandingPage(
                "dockershim-exporter agent",
                config.build().version(),
                config.nodeName(),
                "Serves the container_fs_* series that this node lost with dockershim.",
                this::rows);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (SourceStatus status : statuses.get()) {
            rows.add(new Row("Sources, when last asked", status.name(), text(status), state(status)));
        }
        String values = config.values().name().toLowerCase(Locale.ROOT);
        rows.add(new Row("Series", "families", config.rows().size() + " of 13", State.OK));
        rows.add(new Row("Series", "values", values, State.OK));
        int containers = telemetry.served().containers().size();
        rows.add(new Row(
                "Series",
                "running containers, last scrape",
                Integer.toString(containers),
                containers > 0 ? State.OK : State.UNKNOWN));
        telemetry
                .incomplete()
                .forEach((missing, count) -> rows.add(new Row(
                        "Unknown, and therefore not served",
                        missing,
                        count + (count == 1 ? " container" : " containers"),
                        State.UNKNOWN)));
        return rows;
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
