package dev.dockershim.deploy.chart;

import dev.dockershim.exporter.real.Requirements;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that is built by Go, of the versions that a go.mod and its go.sum pin. */
final class GoProgram {

    private static final Path SOURCES = Path.of("src/test/go").toAbsolutePath();

    private GoProgram() {}

    /**
     * Builds it into target/, which takes seconds where Go has built it before.
     *
     * @param module the directory of its go.mod below src/test/go
     * @param packageName what to build there
     */
    static Path built(String module, String packageName) {
        Path program = Path.of("target/go/" + module).toAbsolutePath();
        Command.run(
                        SOURCES.resolve(module),
                        // A Go older than go.mod asks for fetches the one that it names, checked by its sum.
                        Map.of("GOTOOLCHAIN", "auto"),
                        "",
                        List.of(
                                Requirements.program("go").toString(),
                                "build",
                                "-mod=readonly",
                                "-o",
                                program.toString(),
                                packageName))
                .orFail();
        return program;
    }
}
