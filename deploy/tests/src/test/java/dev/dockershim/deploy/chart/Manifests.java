package dev.dockershim.deploy.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The program of src/test/go/manifests: kustomize, the API's types taken strictly, and Pod Security. */
final class Manifests {

    private Manifests() {}

    /** Built at the first use. */
    private static final class Program {
        static final Path PATH = GoProgram.built("manifests", ".");
    }

    /** The objects of a directory of deploy/kustomize with components on top. */
    static List<JsonNode> kustomize(String directory, List<String> components) {
        List<String> command = new ArrayList<>(List.of(Program.PATH.toString(), "kustomize", kustomization(directory)));
        components.forEach(component -> command.add(kustomization("components/" + component)));
        return Yaml.objects(Command.run(Chart.REPOSITORY, Map.of(), "", command).orFail());
    }

    /** What is wrong with these manifests, a line each. */
    static List<String> problems(String manifests, JsonNode expectation) {
        try {
            Path expected = Files.createTempFile("expectation", ".yaml");
            try {
                Files.writeString(expected, expectation.toString());
                Command.Result result = Command.run(
                        Chart.REPOSITORY,
                        Map.of(),
                        manifests,
                        List.of(
                                Program.PATH.toString(),
                                "check",
                                "-expect",
                                expected.toString(),
                                "-flags",
                                "docs/flags.md",
                                "-"));
                if (result.exitCode() > 1) {
                    throw new AssertionError(result.errors());
                }
                return result.output().lines().toList();
            } finally {
                Files.delete(expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kustomization(String path) {
        return "deploy/kustomize/" + path;
    }
}
