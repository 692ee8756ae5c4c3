package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.exposition.DeflatedText;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.web.ScrapeBody;
import dev.dockershim.exporter.web.ScrapeHandler;
import java.time.Duration;
import java.util.function.Supplier;

/** Answers a scrape: what the last evaluation wrote down, and how the watcher itself does now. */
final class WatcherScrape implements ScrapeHandler {

    private final Supplier<DeflatedText> served;
    private final MetricsRenderer own;

    WatcherScrape(Supplier<DeflatedText> served, MetricsRenderer own) {
        this.served = served;
        this.own = own;
    }

    @Override
    public ScrapeBody scrape(ExpositionFormat format, boolean gzip, Duration timeout) {
        DeflatedText readiness = served.get();
        byte[] end = own.renderAfter(readiness, format);
        return gzip
                ? ScrapeBody.of(readiness.gzipWith(end))
                : ScrapeBody.streamed(readiness.length() + end.length, out -> {
                    readiness.writeTo(out);
                    out.write(end, 0, end.length);
                });
    }
}
