package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packaged demo's nodes that move. */
class DemoMigrationIT {

    private static final String[] MIGRATION = {
        "--demo.node=none", "--demo.cluster=false", "--demo.migration=true", "--log.level=error"
    };

    @Test
    void sevenAgentsAndAWatcherServeSomethingAtOnce() {
        ExporterProcess.Ended once =
                ExporterProcess.toItsEnd("demo", "--demo.once", MIGRATION[0], MIGRATION[1], MIGRATION[2], MIGRATION[3]);
        assertThat(once.exitCode()).as(once.errors()).isZero();
        List<String> lines = once.output().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.matches("http://.* worker-[1-7], which moves: \\d+ samples"))
                .hasSize(7);
        assertThat(lines)
                .filteredOn(line -> line.endsWith("gets an agent in the end"))
                .hasSize(3);
        assertThat(once.output()).containsPattern("the watcher of ten nodes that move: [1-9][0-9]+ samples");
    }

    @Test
    void itSaysWhatHappens() {
        try (ExporterProcess demo = ExporterProcess.start("demo", MIGRATION[0], MIGRATION[1], MIGRATION[2])) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(demo.output()).contains("Step  1 of 15: All ten nodes are on dockershim"));
        }
    }
}
