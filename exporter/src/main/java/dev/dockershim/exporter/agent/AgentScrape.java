package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.containerfs.ContainerFsFamilies;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.web.ScrapeBody;
import dev.dockershim.exporter.web.ScrapeHandler;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Answers a scrape: one collection, rendered once for each form that is asked for. */
final class AgentScrape implements ScrapeHandler {

    private final NodeCollections collections;
    private final ContainerFsFamilies families;
    private final MetricsRenderer renderer;

    AgentScrape(NodeCollections collections, ContainerFsFamilies families, MetricsRenderer renderer) {
        this.collections = collections;
        this.families = families;
        this.renderer = renderer;
    }

    @Override
    public ScrapeBody scrape(ExpositionFormat format, boolean gzip, Duration timeout)
            throws InterruptedException, TimeoutException {
        Collected collected = collections.get(Deadline.after(timeout));
        return ScrapeBody.of(collected
                .bodies()
                .get(format, gzip, () -> renderer.render(families.of(collected.plan()), format, gzip)));
    }
}
