package dev.dockershim.exporter.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.dockershim.exporter.cluster.ClusterChecks;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.exposition.DeflatedText;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the series of a large cluster take while they are written and sent. */
class WatcherMemoryTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MB = 1_000_000;

    @Test
    void theTextOfFiveThousandNodesIsNeverHeldAsAWhole() throws IOException {
        ClusterReadiness readiness = ClusterSamples.readiness(nodes(5_000));
        ClusterGauges gauges = new ClusterGauges(true);
        DeflatedText.of(gauges.of(ClusterSamples.full()));

        long before = THREADS.getCurrentThreadAllocatedBytes();
        DeflatedText text = DeflatedText.of(gauges.of(readiness));
        long written = THREADS.getCurrentThreadAllocatedBytes();
        text.writeTo(OutputStream.nullOutputStream());
        text.gzipWith(new byte[20_000]);
        long sent = THREADS.getCurrentThreadAllocatedBytes();

        assertThat(text.length()).isGreaterThan(20 * MB);
        assertThat(text.deflatedLength()).isLessThan(text.length() / 8);
        // Arrays of labels, of which the youngest alone are alive.
        assertThat(written - before).isLessThan(text.length() * 3 / 2);
        assertThat(sent - written).isLessThan(MB / 4);
    }

    private static List<ClusterNodeReadiness> nodes(int count) {
        ClusterNodeReadiness one = ClusterSamples.draining("one");
        List<Result> results = new ArrayList<>();
        ClusterChecks.ofNodes().forEach(check -> results.add(ClusterSamples.pass(check.id())));
        List<ClusterNodeReadiness> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new ClusterNodeReadiness(
                    ClusterSamples.node(
                            "ip-10-0-" + i / 256 + "-" + i % 256 + ".eu-central-1.compute.internal",
                            one.node().object()),
                    false,
                    Phase.DRAINING,
                    Confidence.INFERRED,
                    ClusterSamples.SINCE,
                    results,
                    30,
                    7));
        }
        return nodes;
    }
}
