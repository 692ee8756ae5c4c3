package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ExporterProcessIT {

    @Test
    void theShippedOptionsAreValidAndACommandThatEndsIsWaitedFor() {
        ExporterProcess.Ended ended = ExporterProcess.toItsEnd("--version");

        assertThat(ended.exitCode()).as(ended.errors()).isZero();
    }

    @Test
    void anExporterThatEndsBeforeItListensIsAnErrorAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ExporterProcess.start("--version").close())
                .withMessageContaining("the exporter ended with 0");
    }
}
