package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterJudge;
import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.demo.Kubeconfig;
import dev.dockershim.exporter.demo.ReplayApiServer;
import dev.dockershim.exporter.demo.ServingCertificate;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.MetricsRenderer;
import dev.dockershim.exporter.watch.ClusterListing;
import dev.dockershim.exporter.watch.WatchConfig;
import dev.dockershim.exporter.watcher.ClusterGauges;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a watcher does at each interval, with the compiler options that it ships with: judge the cluster, render it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.httpserver.nodelay=true"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ClusterBenchmark {

    private static final String TOKEN = "bench-token";

    @Param("5000")
    private int nodes;

    @Param({"50000", "150000"})
    private int pods;

    private final ClusterJudge judge = new ClusterJudge(ClusterPolicy.DEFAULT);
    private final MetricsRenderer renderer = new MetricsRenderer(new CollectorRegistry());
    private final ClusterGauges gauges = new ClusterGauges(true);

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private ClusterEvidence evidence;

    @SuppressWarnings("NullAway.Init")
    private ClusterReadiness readiness;

    /** Makes the cluster, and lists it as a report does. */
    @Setup
    public void setUp() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("cluster-benchmark");
        ServingCertificate certificate = ServingCertificate.create(directory, "api-server");
        Path kubeconfig = directory.resolve("kubeconfig");
        WatchConfig config = new WatchConfig(kubeconfig, null, Shard.ALL, null);
        try (ReplayApiServer server = ReplayApiServer.start(
                certificate.sslContext(),
                ReplayApiServer.Settings.of(TOKEN),
                new GeneratedCluster(nodes, pods).store())) {
            Kubeconfig.write(kubeconfig, "bench", server.url(), certificate.pem(), TOKEN);
            try (ClusterListing listing = ClusterListing.open(config, "benchmark")) {
                evidence = listing.read(Duration.ofMinutes(5), (resource, objects, whole) -> {});
            }
        }
        readiness = judge.judge(evidence);
    }

    /** Removes what was written. */
    @TearDown
    public void tearDown() throws IOException {
        Files.delete(directory.resolve("kubeconfig"));
        Files.delete(directory);
    }

    /** Evidence to readiness. */
    @Benchmark
    public ClusterReadiness judgeCluster() {
        return judge.judge(evidence);
    }

    /** Readiness to compressed text. */
    @Benchmark
    public byte[] renderClusterGzip() {
        return renderer.render(gauges.of(readiness), ExpositionFormat.TEXT_0_0_4, true);
    }
}
