package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.containerfs.ContainerFsFamilies;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.LabelBlockCache;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.kubelet.SummarySource;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.NodeReadings;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.node.SnapshotJoin;
import dev.dockershim.exporter.source.SourceException;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three stages that a scrape spends its own time in, with the flags that the agent ships with. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScrapeBenchmark {

    @Param({"100", "500"})
    private int containers;

    private byte[] json = {};
    private NodeReadings readings = GeneratedNode.readings(new Summary(List.of()));
    private NodeSnapshot snapshot = NodeSnapshot.EMPTY;
    private final SnapshotJoin join = new SnapshotJoin(GeneratedNode.fileSystems());
    private final MetricsRenderer renderer = new MetricsRenderer(new CollectorRegistry());
    private final LabelBlockCache<ContainerIdentity> labels =
            new LabelBlockCache<>(identity -> ContainerFsFamilies.labelBlock(identity, false));
    private final Serving serving = new Serving(Series.ALL, SeriesValues.CORRECTED, SeriesWhen.MISSING, false);
    private final ContainerFsFamilies families = new ContainerFsFamilies(row -> labels.get(row.identity()));

    /** Makes the node. */
    @Setup
    public void setUp() throws SourceException {
        json = GeneratedNode.summaryJson(containers);
        readings = GeneratedNode.readings(parse());
        snapshot = join();
    }

    /** {@code /stats/summary} to records. */
    @Benchmark
    public Summary parse() throws SourceException {
        return SummarySource.parse(new ByteArrayInputStream(json));
    }

    /** Records to snapshot. */
    @Benchmark
    public NodeSnapshot join() {
        return join.join(readings);
    }

    /** Snapshot to text. */
    @Benchmark
    public byte[] render() {
        return renderer.render(families.of(serving.of(snapshot)), ExpositionFormat.TEXT_0_0_4, false);
    }

    /** Snapshot to compressed text. */
    @Benchmark
    public byte[] renderGzip() {
        return renderer.render(families.of(serving.of(snapshot)), ExpositionFormat.TEXT_0_0_4, true);
    }
}
