package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small shell programs under the guard. */
class GuardedProcessTest {

    @TempDir
    Path parent;

    @Test
    void aProgramThatEndsByItselfLeavesItsCodeAndItsLastLines() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("with space"));
        Files.writeString(directory.resolve("file"), "");
        try (GuardedProcess process = start(directory, "seq 1 100; echo last >&2; exit 3")) {
            await().until(() -> !process.isAlive());

            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(process.lastLines()).hasSize(20).startsWith("82").endsWith("100", "last");
            assertThat(directory).doesNotExist();
        }
    }

    @Test
    void aProgramThatHasNotEndedIsEnded() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("data"));
        GuardedProcess process = start(directory, "echo $$; exec sleep 1000");
        ProcessHandle program = programOf(process);

        process.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(program.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    @Test
    void aProgramThatDoesNotHeedIsKilled() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("data"));
        GuardedProcess process = GuardedProcess.start(
                List.of("/bin/sh", "-c", "trap '' TERM; echo $$; while :; do sleep 0.1; done"),
                directory,
                Duration.ofMillis(500));
        ProcessHandle program = programOf(process);

        process.close();

        assertThat(process.isAlive()).isFalse();
        await().until(() -> !program.isAlive());
    }

    @Test
    void longLinesAreCut() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("data"));
        try (GuardedProcess process = start(directory, "printf %5000d 1")) {
            await().until(() -> !process.isAlive());

            assertThat(process.lastLines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).hasSize(1000));
        }
    }

    private static GuardedProcess start(Path directory, String script) throws IOException {
        return GuardedProcess.start(List.of("/bin/sh", "-c", script), directory);
    }

    private static ProcessHandle programOf(GuardedProcess process) {
        await().until(() -> !process.lastLines().isEmpty());
        Optional<ProcessHandle> program =
                ProcessHandle.of(Long.parseLong(process.lastLines().get(0)));
        assertThat(program).isPresent();
        return program.get();
    }
}
