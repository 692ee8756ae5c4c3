package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged agent costs a node, as it is installed: with the options and the class archive it ships with. */
class AgentMemoryIT {

    private static final int CONTAINERS = 100;
    private static final int SCRAPES = 10;
    private static final long MEBIBYTE = 1 << 20;

    /** What the node's readiness may take beside the series: bench/README.md. */
    private static final int READINESS = 4;

    /** Java 25 itself takes some megabytes more: bench/README.md. */
    private static final long LIMIT = ((Runtime.version().feature() > 17 ? 110 : 100) + READINESS) * MEBIBYTE;

    @Test
    void aNodeOfAHundredContainersWithKubeletAndCriTakesLittleMoreThanAHundredMebibytes(
            @TempDir Path directory, @TempDir Path installation) throws IOException, InterruptedException {
        try (ReplayedNode node = ReplayedNode.start(directory, CONTAINERS);
                ExporterProcess agent = ExporterProcess.installed(installation, node.flags())) {
            for (int i = 0; i < SCRAPES; i++) {
                ScrapedSeries scrape = ScrapedSeries.fresh(agent);
                assertThat(scrape.containers()).hasSize(CONTAINERS);
                for (String source : new String[] {"kubelet_summary", "cri_containers", "cri_stats"}) {
                    assertThat(scrape.value("dockershim_bridge_source_up", "source", source))
                            .as(source)
                            .isOne();
                }
            }

            assertThat(agent.rss()).isLessThan(LIMIT);
        }
    }
}
