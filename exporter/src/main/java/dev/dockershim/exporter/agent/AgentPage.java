package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.containerfs.KubeletSeries.Evidence;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.containerfs.Serving.By;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.status.ReadinessState;
import dev.dockershim.exporter.status.Row;
import dev.dockershim.exporter.status.Row.State;
import dev.dockershim.exporter.status.SourceRows;
import dev.dockershim.exporter.status.StatusPage;
import dev.dockershim.exporter.web.HtmlPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What the status page of an agent tells: its node's readiness, its sources, and what it serves. */
final class AgentPage {

    private final AgentConfig config;
    private final Supplier<List<SourceStatus>> statuses;
    private final BridgeTelemetry telemetry;
    private final Supplier<Collected> last;
    private final Supplier<ReadinessState> readiness;

    AgentPage(
            AgentConfig config,
            Supplier<List<SourceStatus>> statuses,
            BridgeTelemetry telemetry,
            Supplier<Collected> last,
            Supplier<ReadinessState> readiness) {
        this.config = config;
        this.statuses = statuses;
        this.telemetry = telemetry;
        this.last = last;
        this.readiness = readiness;
    }

    HtmlPage htmlPage() {
        return new HtmlPage(paths -> page(paths).html(), StatusPage.contentSecurityPolicy());
    }

    private StatusPage page(List<String> paths) {
        return new StatusPage(
                config.build().version(),
                config.nodeName(),
                "How far it is on its way from dockershim, and who serves its container_fs_* series.",
                readiness.get(),
                rows(),
                paths,
                Instant.now());
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>(SourceRows.of(statuses.get()));
        String values = config.series().values().name().toLowerCase(Locale.ROOT);
        rows.add(new Row("Series", "families", config.series().rows().size() + " of 13", State.OK));
        rows.add(new Row("Series", "values", values, State.OK));
        String when = config.series().when().name().toLowerCase(Locale.ROOT);
        rows.add(new Row("Series", "served when", when, State.OK));
        rows.add(new Row("Series", "docker naming", config.series().naming().toString(), State.OK));
        int containers = telemetry.served().containers().size();
        rows.add(new Row(
                "Series",
                "running containers, last scrape",
                Integer.toString(containers),
                containers > 0 ? State.OK : State.UNKNOWN));
        addSources(rows);
        telemetry
                .incomplete()
                .forEach((missing, count) -> rows.add(new Row(
                        "Unknown, and therefore not served",
                        missing,
                        count + (count == 1 ? " container" : " containers"),
                        State.UNKNOWN)));
        return rows;
    }

    private void addSources(List<Row> rows) {
        Serving.Plan plan = last.get().plan();
        Map<By, List<String>> metrics = new EnumMap<>(By.class);
        for (Serving.Source source : plan.sources()) {
            metrics.computeIfAbsent(source.by(), by -> new ArrayList<>())
                    .add(source.series().name().substring("container_fs_".length()));
        }
        metrics.forEach((by, names) ->
                rows.add(new Row("Who serves container_fs_*", by.label(), String.join(", ", names), state(by))));
        if (!metrics.isEmpty()) {
            boolean seen = plan.evidence() == Evidence.LOOK || plan.evidence() == Evidence.NO_KUBELET;
            rows.add(new Row(
                    "Who serves container_fs_*",
                    "decided by",
                    plan.evidence().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    seen ? State.OK : State.UNKNOWN));
        }
    }

    private static State state(By by) {
        return switch (by) {
            case KUBELET, BRIDGE, PARTIAL -> State.OK;
            case BOTH -> State.BAD;
            case NONE -> State.UNKNOWN;
        };
    }
}
