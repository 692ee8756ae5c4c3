package dev.dockershim.deploy.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The real Helm, as src/test/go/helm pins it, without a cluster, a repository or settings of the person who runs it. */
final class Helm {

    static final String RELEASE = "dockershim-exporter";
    static final String NAMESPACE = "monitoring";

    private static final Path HOME = Path.of("target/helm-home").toAbsolutePath();
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HELM_CACHE_HOME", HOME.resolve("cache").toString(),
            "HELM_CONFIG_HOME", HOME.resolve("config").toString(),
            "HELM_DATA_HOME", HOME.resolve("data").toString(),
            "KUBECONFIG", HOME.resolve("no-cluster").toString());

    private Helm() {}

    /** Built at the first use. */
    private static final class Program {
        static final Path PATH = GoProgram.built("helm", "helm.sh/helm/v3/cmd/helm");
    }

    /** Runs it, with values as its standard input. */
    static Command.Result run(String values, String... arguments) {
        List<String> command = Stream.concat(Stream.of(Program.PATH.toString()), Stream.of(arguments))
                .toList();
        return Command.run(Chart.REPOSITORY, ENVIRONMENT, values, command);
    }

    /** What the chart is with these values, as text. */
    static Command.Result template(Path chart, String release, JsonNode values, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("template", release, chart.toString(), "--namespace", NAMESPACE, "--values", "-"));
        arguments.addAll(List.of(more));
        return run(values.isMissingNode() ? "{}" : values.toString(), arguments.toArray(String[]::new));
    }

    /** The objects that the chart is with these values. */
    static List<JsonNode> objects(String release, JsonNode values) {
        return Yaml.objects(template(Chart.DIRECTORY, release, values).orFail());
    }
}
