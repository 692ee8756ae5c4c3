package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.cadvisor.AddedFamily;
import dev.dockershim.exporter.cadvisor.CadvisorRewriter;
import dev.dockershim.exporter.cadvisor.ContainerRelabeling;
import dev.dockershim.exporter.cadvisor.ContainerTable;
import dev.dockershim.exporter.cadvisor.LabelValue;
import dev.dockershim.exporter.cadvisor.RewriteOptions;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.exposition.LabelBlock;
import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.exposition.SampleWriter;
import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
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

/** The recorded 2.5 MB of {@code /metrics/cadvisor} through the rewriter, with the flags that the agent ships with. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RewriteBenchmark {

    private static final String ANSWER = "/metrics-cadvisor.prom.gz";
    private static final int CHUNK_BYTES = 16 * 1024;

    /** What is asked for: nothing, the added families, or these with each label renamed; or all of it as OpenMetrics. */
    @Param({"identity", "added", "named", "openmetrics"})
    private String mode = "identity";

    private byte[] answer = {};
    private RewriteOptions options = RewriteOptions.NONE;
    private ContainerTable table = new ContainerTable(List.of());
    private List<AddedFamily> added = List.of();

    /** Reads the answer and makes a row for each container in it. */
    @Setup
    public void setUp() throws IOException {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(RewriteBenchmark.class.getResourceAsStream(ANSWER), ANSWER))) {
            answer = in.readAllBytes();
        }
        if (mode.equals("identity")) {
            return;
        }
        boolean named = !mode.equals("added");
        List<ContainerRelabeling> rows = Pattern.compile("/([0-9a-f]{64})\"")
                .matcher(new String(answer, StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(id -> new ContainerRelabeling(
                        id.substring(1, 65), "lab", "pod", "app", named ? dockerLabels(id) : Map.of()))
                .toList();
        table = new ContainerTable(rows);
        added = Series.ALL.stream()
                .map(row -> (AddedFamily) new Filled(row, rows.size()))
                .toList();
        if (named) {
            options = new RewriteOptions(true, true, true, true, mode.equals("openmetrics"));
        }
    }

    /** One answer, in pieces as they come from the network, into a stream that forgets it. */
    @Benchmark
    public CadvisorRewriter rewrite() throws IOException, SourceException {
        CadvisorRewriter rewriter = new CadvisorRewriter(options, table, added, OutputStream.nullOutputStream());
        for (int at = 0; at < answer.length; at += CHUNK_BYTES) {
            rewriter.accept(ByteBuffer.wrap(answer, at, Math.min(CHUNK_BYTES, answer.length - at)));
        }
        rewriter.finish();
        return rewriter;
    }

    private static Map<String, LabelValue> dockerLabels(String id) {
        return Map.of(
                "name", new LabelValue("k8s_app_pod_lab_176050bcd2aa7307c8e5bbbec7e7c33e_0", true),
                "image", new LabelValue("sha256:" + id.substring(1, 65), true));
    }

    private record Filled(Series row, int rows) implements AddedFamily {

        private static final byte[] LABELS = new LabelBlock()
                .add("container", "app")
                .add("device", "/dev/vda")
                .add("id", "/kubepods/burstable/pod176050bcd2aa7307c8e5bbbec7e7c33e/" + "0".repeat(64))
                .add("image", "sha256:" + "0".repeat(64))
                .add("name", "k8s_app_pod_lab_176050bcd2aa7307c8e5bbbec7e7c33e_0")
                .add("namespace", "lab")
                .add("pod", "pod")
                .toBytes();

        @Override
        public String name() {
            return row.name();
        }

        @Override
        public String help() {
            return row.help();
        }

        @Override
        public MetricType type() {
            return row.type();
        }

        @Override
        public void writeMissing(BitSet servedRows, SampleWriter out) {
            for (int i = servedRows.nextClearBit(0); i < rows; i = servedRows.nextClearBit(i + 1)) {
                out.sample(LABELS, 3_186_688L + i, 0);
            }
        }
    }
}
