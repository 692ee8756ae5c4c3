package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.PhaseTracker.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseFileTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00.500Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void whatWasKeptIsKnownAgain(Phase phase) {
        file().keep(phase, SINCE);

        assertThat(file().read()).isEqualTo(new Start(phase, SINCE));
    }

    @Test
    void aPhaseOfUnknownBeginningIsNotKept() {
        file().keep(Phase.DRAINING, null);

        assertThat(path()).doesNotExist();
        assertThat(file().read()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "migrated",
                "migrated yesterday",
                "gone 2026-03-01T10:00:00Z",
                "migrated 2026-03-01T10:00:00Z x",
                "\u0000\u0001"
            })
    void whatCannotBeUnderstoodIsNotUsed(String text) throws IOException {
        Files.writeString(path(), text);

        assertThat(file().read()).isNull();
    }

    @Test
    void aLargeFileIsNotReadWhole() throws IOException {
        Files.writeString(path(), "migrated " + "2".repeat(10_000_000));

        assertThat(file().read()).isNull();
    }

    @Test
    void whatCannotBeWrittenDoesNotBreakTheEvaluation() throws IOException {
        Files.createDirectory(path());
        Files.createFile(path().resolve("x"));

        file().keep(Phase.MIGRATED, SINCE);

        assertThat(path()).isDirectory();
    }

    private PhaseFile file() {
        return new PhaseFile(path());
    }

    private Path path() {
        return directory.resolve("phase");
    }
}
