package dev.dockershim.exporter.exposition;

import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Renders the body of a scrape: the given families, then our own telemetry. Safe for concurrent use. */
public final class MetricsRenderer {

    private final OwnTelemetry ownTelemetry;

    /** The buffer of the last scrape; concurrent ones make their own. */
    private final AtomicReference<ByteText> idleBuffer = new AtomicReference<>();

    /**
     * A renderer.
     *
     * @param own the registry of our own telemetry, read anew for each body
     */
    public MetricsRenderer(CollectorRegistry own) {
        this.ownTelemetry = new OwnTelemetry(own);
    }

    /**
     * Renders one body.
     *
     * @param families in any order; written sorted by name, those without samples left out
     * @param gzip whether to compress
     * @throws IllegalArgumentException if two families share a name, or a name is not allowed in the format
     */
    public byte[] render(Collection<? extends MetricFamily> families, ExpositionFormat format, boolean gzip) {
        ByteText kept = idleBuffer.getAndSet(null);
        ByteText text = kept == null ? new ByteText(64 * 1024) : kept;
        text.clear();
        write(text, families, format);
        byte[] body = gzip ? Gzip.compress(text) : text.toBytes();
        idleBuffer.set(text);
        return body;
    }

    /**
     * Renders what follows a text that is kept: our own telemetry as it is now, and the end.
     *
     * @param kept what comes before it; a family that is in it is left out
     */
    public byte[] renderAfter(DeflatedText kept, ExpositionFormat format) {
        ByteText text = new ByteText(32 * 1024);
        ownTelemetry.write(text, format, kept.names());
        new TextFormat(text, format).end();
        return text.toBytes();
    }

    private void write(ByteText text, Collection<? extends MetricFamily> families, ExpositionFormat format) {
        List<MetricFamily> sorted = new ArrayList<>(families);
        sorted.sort(Comparator.comparing(MetricFamily::name));
        TextFormat textFormat = new TextFormat(text, format);
        Set<String> names = new HashSet<>();
        for (MetricFamily family : sorted) {
            if (!names.add(family.name())) {
                throw new IllegalArgumentException("two families of one name: " + family.name());
            }
            textFormat.write(family);
        }
        ownTelemetry.write(text, format, names);
        textFormat.end();
    }
}
