package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.agent.NodeCollector.Wants;
import dev.dockershim.exporter.containerfs.ContainerFsFamilies;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.naming.DockerLabel;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.node.SnapshotJoin;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.status.ReadinessJson;
import dev.dockershim.exporter.status.ReadinessState;
import dev.dockershim.exporter.telemetry.Telemetry;
import dev.dockershim.exporter.telemetry.WebConfigTelemetry;
import dev.dockershim.exporter.web.Document;
import dev.dockershim.exporter.web.Endpoints;
import dev.dockershim.exporter.web.ListenAddress;
import dev.dockershim.exporter.web.StreamHandler;
import dev.dockershim.exporter.web.WebServer;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running agent: serves the node's series until it is closed. */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** As long as a scrape may take without a time-out of its own. */
    private static final Duration WARM_UP = Duration.ofSeconds(9);

    private static final String SHADOW_PATH = "/api/v1/shadow";
    private static final String READINESS_PATH = "/api/v1/readiness";

    private final AgentSources sources;
    private final AgentScrape scrape;
    private final WebServer server;
    private final @Nullable ReadinessLoop readiness;

    private Agent(AgentSources sources, AgentScrape scrape, WebServer server, @Nullable ReadinessLoop readiness) {
        this.sources = sources;
        this.scrape = scrape;
        this.server = server;
        this.readiness = readiness;
    }

    /**
     * Starts an agent. Of the series nothing is read before the first scrape; readiness is evaluated at once, in the
     * background.
     *
     * @throws IllegalArgumentException with one line that names the flag at fault
     * @throws IOException with one line if an address cannot be listened on
     */
    public static Agent start(AgentConfig config) throws IOException {
        return start(config, NodeCollections.REUSE);
    }

    /** With another time for which a complete collection is reused. */
    static Agent start(AgentConfig config, Duration reuse) throws IOException {
        return start(config, reuse, ReadinessParts.of(config.readiness()));
    }

    /** With other readers of the host and of pods, and another judge. */
    static Agent start(AgentConfig config, Duration reuse, ReadinessParts parts) throws IOException {
        List<ListenAddress> addresses =
                config.listenAddresses().stream().map(ListenAddress::parse).toList();
        DockerNaming naming = config.series().naming();
        boolean sandboxes = naming.has(DockerLabel.POD_CONTAINER);
        Shadow shadow = config.series().when() == SeriesWhen.SHADOW ? new Shadow(config, sandboxes) : null;
        AgentSources sources = new AgentSources(config, sandboxes);
        try {
            NodeCollector collector = new NodeCollector(
                    sources.sources(),
                    new SnapshotJoin(config.fileSystems()),
                    new Wants(naming.wantsDigests(), shadow == null ? IdentityLook.LOOK_AGAIN : Shadow.EACH));
            NodeCollections collections = new NodeCollections(
                    collector,
                    new Serving(
                            config.series().rows(),
                            config.series().values(),
                            config.series().when(),
                            sandboxes),
                    shadow,
                    reuse);
            EvidenceCollector evidence = config.readiness().isOn()
                    ? new EvidenceCollector(config, parts, sources, () -> collected(collections), Clock.systemUTC())
                    : null;
            Supplier<List<SourceStatus>> statuses = statuses(collector, evidence);
            BridgeTelemetry telemetry = new BridgeTelemetry(config, statuses, collections::last, shadow);
            ContainerFsFamilies families = new ContainerFsFamilies(new ContainerLabelBlocks(naming));
            CollectorRegistry registry = Telemetry.registry();
            registry.register(telemetry);
            if (config.access().config() != null) {
                registry.register(new WebConfigTelemetry(config.access().config()::state));
            }
            AgentScrape scrape = new AgentScrape(collections, families, new MetricsRenderer(registry));
            Map<String, StreamHandler> streams = new HashMap<>();
            if (sources.kubelet() != null) {
                CadvisorEndpoint cadvisor = new CadvisorEndpoint(sources.kubelet(), collections, config);
                registry.register(cadvisor.answers());
                streams.put(CadvisorEndpoint.PATH, cadvisor);
            }
            ReadinessLoop readiness = evidence == null
                    ? null
                    : loop(config, parts, evidence, () -> RunningContainers.of(collections.last()));
            if (readiness != null) {
                registry.register(readiness);
            }
            AgentPage page = new AgentPage(
                    config, statuses, telemetry, collections::last, () -> state(config.readiness(), readiness));
            Map<String, Document.Source> documents = new HashMap<>();
            if (shadow != null) {
                documents.put(SHADOW_PATH, query -> Document.of(shadow.json()));
            }
            if (readiness != null) {
                documents.put(READINESS_PATH, query -> document(config.nodeName(), readiness.latest()));
            }
            WebServer server = new WebServer(
                    addresses,
                    new Endpoints(config.telemetryPath(), scrape, () -> true, page.htmlPage(), streams, documents),
                    config.access());
            Agent agent = new Agent(sources, scrape, server, readiness);
            if (readiness != null) {
                readiness.start();
            }
            LOG.info(
                    "serving {} of node {} at {}",
                    config.telemetryPath(),
                    config.nodeName(),
                    String.join(", ", agent.urls()));
            return agent;
        } catch (IOException | RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    /** Where it listens, as {@code http://host:port}. */
    public List<String> urls() {
        return server.urls();
    }

    /**
     * Makes one collection in the background: what a permission or a path lacks is in the log at once, and the first
     * scrape need not wait for connections, classes and labels.
     */
    public void warmUp() {
        Thread thread = new Thread(
                () -> {
                    try {
                        scrape.scrape(ExpositionFormat.OPENMETRICS_1_0_0, true, WARM_UP);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (TimeoutException e) {
                        LOG.debug("a scrape came before", e);
                    }
                },
                "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        LOG.info("stopping");
        server.close();
        if (readiness != null) {
            readiness.close();
        }
        sources.close();
    }

    /** What readiness came to when it was last evaluated; null before the first time, and if it is turned off. */
    @Nullable
    NodeReadiness readiness() {
        return readiness == null ? null : readiness.latest();
    }

    private static ReadinessState state(ReadinessConfig config, @Nullable ReadinessLoop loop) {
        return loop == null
                ? ReadinessState.OFF
                : new ReadinessState(true, loop.latest(), loop.staleAfter(), config.acceptCriDockerd());
    }

    private static Document document(String node, @Nullable NodeReadiness latest) {
        return latest == null
                ? Document.unavailable(ReadinessJson.notEvaluated())
                : Document.of(ReadinessJson.of(node, latest));
    }

    private static ReadinessLoop loop(
            AgentConfig config, ReadinessParts parts, EvidenceCollector evidence, Supplier<?> running) {
        return new ReadinessLoop(
                running,
                evidence::gather,
                parts.judge(),
                new ReadinessFamilies(config.nodeName(), config.readiness().emitPassing(), parts.findings()),
                config.readiness().interval(),
                config.readiness().timing().idleIntervals(),
                System::nanoTime);
    }

    private static Supplier<List<SourceStatus>> statuses(
            NodeCollector collector, @Nullable EvidenceCollector evidence) {
        if (evidence == null) {
            return collector::statuses;
        }
        return () -> Stream.concat(collector.statuses().stream(), evidence.statuses().stream())
                .toList();
    }

    /** The last collection. The first evaluation shares the first collection with whoever makes it. */
    private static Collected collected(NodeCollections collections) {
        if (collections.last().plan().sources().isEmpty()) {
            try {
                return collections.get(Deadline.after(WARM_UP));
            } catch (TimeoutException e) {
                LOG.debug("evaluated without a collection", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return collections.last();
    }
}
