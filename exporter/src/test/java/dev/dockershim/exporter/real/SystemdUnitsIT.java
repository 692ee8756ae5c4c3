package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd says of the units in deploy/systemd. */
class SystemdUnitsIT {

    private static final Path UNITS =
            Path.of("").toAbsolutePath().resolveSibling("deploy").resolve("systemd");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void systemdFindsNothingAmiss() throws IOException {
        List<String> command = new ArrayList<>(Requirements.command("systemd-analyze", "verify"));
        try (Stream<Path> units = Files.list(UNITS)) {
            for (Path unit : units.toList()) {
                // The program is not installed here; another one stands for it.
                String text =
                        Files.readString(unit).replace("/opt/dockershim-exporter/dockershim-exporter", "/bin/true");
                command.add(Files.writeString(directory.resolve(unit.getFileName()), text)
                        .toString());
            }
        }
        assertThat(command).hasSizeGreaterThan(4);

        try (ExternalProcess verify = ExternalProcess.start(command, Map.of())) {
            assertThat(verify.exitCode()).as(verify.output()).isZero();
            assertThat(verify.output()).isEmpty();
        }
    }

    @Test
    void theAgentIsExposedToLittle() {
        String judged = ExternalProcess.run(Requirements.command(
                "systemd-analyze",
                "security",
                "--offline=true",
                UNITS.resolve("dockershim-exporter.service").toString()));

        // It must be root, for the runtime's socket.
        assertThat(judged).containsPattern("Overall exposure level for dockershim-exporter.service: [0-3][.][0-9] OK");
    }
}
