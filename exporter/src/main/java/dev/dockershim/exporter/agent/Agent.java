package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.ContainerFsFamilies;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.LabelBlockCache;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.SnapshotJoin;
import dev.dockershim.exporter.web.Endpoints;
import dev.dockershim.exporter.web.ListenAddress;
import dev.dockershim.exporter.web.WebServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.BufferPoolsExports;
import io.prometheus.client.hotspot.ClassLoadingExports;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import io.prometheus.client.hotspot.VersionInfoExports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running agent: serves the node's series until it is closed. */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** As long as a scrape may take without a time-out of its own. */
    private static final Duration WARM_UP = Duration.ofSeconds(9);

    private final AgentSources sources;
    private final AgentScrape scrape;
    private final WebServer server;

    private Agent(AgentSources sources, AgentScrape scrape, WebServer server) {
        this.sources = sources;
        this.scrape = scrape;
        this.server = server;
    }

    /**
     * Starts an agent. Nothing is read before the first scrape.
     *
     * @throws IllegalArgumentException with one line that names the flag at fault
     * @throws IOException with one line if an address cannot be listened on
     */
    public static Agent start(AgentConfig config) throws IOException {
        return start(config, AgentScrape.REUSE);
    }

    /** With another time for which a complete collection is reused. */
    static Agent start(AgentConfig config, Duration reuse) throws IOException {
        List<ListenAddress> addresses =
                config.listenAddresses().stream().map(ListenAddress::parse).toList();
        AgentSources sources = new AgentSources(config);
        try {
            NodeCollector collector = new NodeCollector(sources.sources(), new SnapshotJoin(config.fileSystems()));
            boolean insecure = config.kubelet() != null && config.kubelet().insecureSkipVerify();
            BridgeTelemetry telemetry = new BridgeTelemetry(config.build(), insecure, collector::statuses);
            LabelBlockCache<ContainerIdentity> labels = new LabelBlockCache<>(ContainerFsFamilies::labelBlock);
            AgentScrape scrape = new AgentScrape(
                    collector,
                    new ContainerFsFamilies(config.rows(), config.values(), labels::get),
                    new MetricsRenderer(registry(telemetry)),
                    telemetry,
                    reuse);
            AgentPage page = new AgentPage(config, collector::statuses, telemetry);
            WebServer server = new WebServer(
                    addresses, new Endpoints(config.telemetryPath(), scrape, () -> true, page.landingPage()));
            Agent agent = new Agent(sources, scrape, server);
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
        return server.addresses().stream().map(Agent::url).toList();
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
        sources.close();
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static CollectorRegistry registry(BridgeTelemetry telemetry) {
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(telemetry);
        new StandardExports().register(registry);
        new MemoryPoolsExports().register(registry);
        new BufferPoolsExports().register(registry);
        new GarbageCollectorExports().register(registry);
        new ThreadExports().register(registry);
        new ClassLoadingExports().register(registry);
        new VersionInfoExports().register(registry);
        return registry;
    }
}
