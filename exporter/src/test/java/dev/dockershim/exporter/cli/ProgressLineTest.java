package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();

    private ProgressLine progress(boolean terminal) {
        return new ProgressLine(new PrintStream(err, true, StandardCharsets.UTF_8), terminal, now::get);
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aTerminalsLineIsWrittenOverAndGoesAway() {
        ProgressLine progress = progress(true);
        after(Duration.ofSeconds(1));
        progress.listed("pods", 10_000);
        progress.listed("pods", 10_500);
        after(Duration.ofSeconds(1));
        progress.listed("jobs", 5);
        progress.end();

        assertThat(err).hasToString("\rreading pods: 10000" + "\rreading jobs: 5    " + "\r" + " ".repeat(15) + "\r");
    }

    @Test
    void elsewhereALineNowAndThen() {
        ProgressLine progress = progress(false);
        progress.listed("nodes", 500);
        after(Duration.ofSeconds(11));
        progress.listed("pods", 500);
        progress.listed("pods", 1000);
        after(Duration.ofSeconds(11));
        progress.listed("pods", 90_000);
        progress.end();

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("dockershim-exporter: reading pods: 500", "dockershim-exporter: reading pods: 90000");
    }

    @Test
    void whatIsQuickSaysNothing() {
        for (boolean terminal : new boolean[] {true, false}) {
            ProgressLine progress = progress(terminal);
            progress.listed("nodes", 500);
            progress.end();
        }

        assertThat(err.size()).isZero();
    }
}
