package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.status.ClusterAnswer;
import dev.dockershim.exporter.status.ClusterJson;
import dev.dockershim.exporter.status.ClusterPage;
import dev.dockershim.exporter.status.ClusterState;
import dev.dockershim.exporter.status.SourceRows;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.watcher.WatcherLoop.Evaluation;
import dev.dockershim.exporter.web.Document;
import dev.dockershim.exporter.web.HtmlPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pages of a watcher, and the same as JSON. */
final class WatcherPage {

    private final WatcherConfig config;
    private final BuildInfo build;
    private final Watched watched;
    private final WatcherLoop loop;

    WatcherPage(WatcherConfig config, BuildInfo build, Watched watched, WatcherLoop loop) {
        this.config = config;
        this.build = build;
        this.watched = watched;
        this.loop = loop;
    }

    HtmlPage htmlPage() {
        return new HtmlPage(this::html, query -> page(List.of()).isFound(query), ClusterPage.contentSecurityPolicy());
    }

    /** The evaluation as JSON, or that there is none yet. */
    Document document(Map<String, String> query) {
        ClusterAnswer answer = ClusterJson.of(state(), Instant.now(), query);
        return switch (answer.kind()) {
            case DOCUMENT -> Document.of(answer.json());
            case NOT_YET -> Document.unavailable(answer.json());
            case NO_SUCH_NODE -> Document.notFound(answer.json());
            case INVALID -> Document.badRequest(answer.json());
        };
    }

    private byte[] html(List<String> paths, Map<String, String> query) {
        return page(paths).html(query);
    }

    private ClusterPage page(List<String> paths) {
        List<SourceStatus> statuses = watched.statuses().get();
        return new ClusterPage(
                build.version(), state(), SourceRows.of(statuses), SourceRows.awaited(statuses), paths, Instant.now());
    }

    private ClusterState state() {
        Evaluation evaluation = loop.latest();
        ClusterReadiness last = evaluation == null ? null : evaluation.readiness();
        return new ClusterState(watched.synced().getAsBoolean(), last, loop.staleAfter(), config.acceptCriDockerd());
    }
}
