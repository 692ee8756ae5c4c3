package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ExporterProcessIT {

    @Test
    void theShippedOptionsAreValidAndACommandThatEndsIsWaitedFor() {
        try (ExporterProcess exporter = ExporterProcess.toItsEnd("--version")) {
            assertThat(exporter.exitCode()).as(exporter::output).isZero();
        }
    }

    @Test
    void anExporterThatEndsBeforeItListensIsAnErrorAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ExporterProcess.start("--version").close())
                .withMessageContaining("the exporter ended with 0");
    }
}
