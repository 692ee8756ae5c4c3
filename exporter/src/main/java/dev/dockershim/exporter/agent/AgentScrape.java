package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.ContainerFsFamilies;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.source.Collection;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SingleFlight;
import dev.dockershim.exporter.web.ScrapeHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers a scrape: one collection, shared by concurrent scrapes, rendered once for each form that is asked for. */
final class AgentScrape implements ScrapeHandler {

    /** Two Prometheus servers that scrape within this time share one collection. */
    static final Duration REUSE = Duration.ofSeconds(1);

    private final NodeCollector collector;
    private final ContainerFsFamilies families;
    private final MetricsRenderer renderer;
    private final BridgeTelemetry telemetry;
    private final SingleFlight<Collected> collections;

    AgentScrape(
            NodeCollector collector,
            ContainerFsFamilies families,
            MetricsRenderer renderer,
            BridgeTelemetry telemetry,
            Duration reuse) {
        this.collections = new SingleFlight<>(this::collect, reuse, Collected::complete);
        this.collector = collector;
        this.families = families;
        this.renderer = renderer;
        this.telemetry = telemetry;
    }

    /**
     * One collection's result and the bodies rendered from it.
     *
     * @param complete whether every source was read, so that the result may be reused
     */
    private record Collected(NodeSnapshot snapshot, boolean complete, Map<Form, byte[]> bodies) {}

    private record Form(ExpositionFormat format, boolean gzip) {}

    @Override
    public byte[] scrape(ExpositionFormat format, boolean gzip, Duration timeout) throws InterruptedException {
        Collected collected = collections.get(Deadline.after(timeout));
        return collected.bodies().computeIfAbsent(new Form(format, gzip), form -> render(collected.snapshot(), form));
    }

    private Collected collect(Collection collection) throws InterruptedException {
        NodeCollector.Result result = collector.collect(collection);
        telemetry.serving(result.snapshot());
        return new Collected(result.snapshot(), result.complete(), new ConcurrentHashMap<>());
    }

    private byte[] render(NodeSnapshot snapshot, Form form) {
        return renderer.render(families.of(snapshot), form.format(), form.gzip());
    }
}
