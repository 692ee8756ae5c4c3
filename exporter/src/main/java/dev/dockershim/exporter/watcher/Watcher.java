package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterJudge;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.telemetry.Telemetry;
import dev.dockershim.exporter.telemetry.WebConfigTelemetry;
import dev.dockershim.exporter.web.Endpoints;
import dev.dockershim.exporter.web.ListenAddress;
import dev.dockershim.exporter.web.WebServer;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running watcher: serves the readiness of a cluster until it is closed. */
public final class Watcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

    private static final String READINESS_PATH = "/api/v1/readiness";

    private final WebServer server;
    private final WatcherLoop loop;

    private Watcher(WebServer server, WatcherLoop loop) {
        this.server = server;
        this.loop = loop;
    }

    /**
     * Starts a watcher. It listens at once, and is ready when all was listed and judged for the first time.
     *
     * @param watched what it looks at; stays open when the watcher is closed
     * @throws IllegalArgumentException with one line that names the flag at fault
     * @throws IOException with one line if an address cannot be listened on
     */
    public static Watcher start(WatcherConfig config, Watched watched) throws IOException {
        return start(config, watched, new ClusterJudge(config.policy())::judge, System::nanoTime);
    }

    /** With another judge, and another clock. */
    static Watcher start(
            WatcherConfig config,
            Watched watched,
            Function<ClusterEvidence, ClusterReadiness> judge,
            LongSupplier clock)
            throws IOException {
        List<ListenAddress> addresses =
                config.listenAddresses().stream().map(ListenAddress::parse).toList();
        BuildInfo build = BuildInfo.load();
        WatcherLoop loop =
                new WatcherLoop(watched, judge, new ClusterGauges(config.emitPassing()), config.interval(), clock);
        CollectorRegistry registry = Telemetry.registry();
        registry.register(new WatcherTelemetry(build, watched, loop::latest));
        if (config.access().config() != null) {
            registry.register(new WebConfigTelemetry(config.access().config()::state));
        }
        WatcherPage page = new WatcherPage(config, build, watched, loop);
        try {
            WebServer server = new WebServer(
                    addresses,
                    new Endpoints(
                            config.telemetryPath(),
                            new WatcherScrape(loop::served, new MetricsRenderer(registry)),
                            () -> loop.latest() != null,
                            page.htmlPage(),
                            Map.of(),
                            Map.of(READINESS_PATH, page::document)),
                    config.access());
            Watcher watcher = new Watcher(server, loop);
            loop.start();
            LOG.info(
                    "serving {} of the cluster at {}{}",
                    config.telemetryPath(),
                    String.join(", ", watcher.urls()),
                    watched.shard().total() == 1
                            ? ""
                            : ", shard " + watched.shard().index() + " of "
                                    + watched.shard().total());
            return watcher;
        } catch (IOException | RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** Where it listens, as {@code http://host:port}. */
    public List<String> urls() {
        return server.urls();
    }

    /** Whether the cluster was judged. */
    public boolean isReady() {
        return loop.latest() != null;
    }

    @Override
    public void close() {
        LOG.info("stopping");
        server.close();
        loop.close();
    }
}
