package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.ApiResource;
import dev.dockershim.exporter.demo.JsonObject;
import dev.dockershim.exporter.demo.TestApiServer;
import dev.dockershim.exporter.watch.ClasspathProbe;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out of the package is not needed by those that watch a cluster, nor loaded by those that do not. */
class PackagedWatchIT {

    @TempDir
    Path files;

    @Test
    void aClusterIsListedAndWatchedWithWhatIsPackaged() throws Exception {
        try (TestApiServer server = TestApiServer.start()) {
            server.store.put(ApiResource.NODES, JsonObject.of("{\"metadata\":{\"name\":\"a\"}}"));
            server.store.put(
                    ApiResource.PODS,
                    JsonObject.of("{\"metadata\":{\"name\":\"a\",\"namespace\":\"b\"},\"spec\":{\"nodeName\":\"a\"}}"));
            for (ApiResource workload : List.of(
                    ApiResource.DEPLOYMENTS,
                    ApiResource.STATEFUL_SETS,
                    ApiResource.DAEMON_SETS,
                    ApiResource.REPLICA_SETS,
                    ApiResource.JOBS)) {
                server.store.put(
                        workload,
                        JsonObject.of("{\"metadata\":{\"name\":\"a\",\"namespace\":\"b\"},"
                                + "\"spec\":{\"template\":{\"spec\":{}}}}"));
            }
            server.store.put(
                    ApiResource.CRON_JOBS,
                    JsonObject.of("{\"metadata\":{\"name\":\"a\",\"namespace\":\"b\"},"
                            + "\"spec\":{\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":{}}}}}}"));
            Path kubeconfig = server.writeKubeconfig(files.resolve("kubeconfig"));

            try (ExternalProcess probe = ExternalProcess.start(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("exporter.jar") + ":" + testClasses(),
                            ClasspathProbe.class.getName(),
                            kubeconfig.toString()),
                    Map.of())) {
                assertThat(probe.exitCode()).isZero();
                assertThat(probe.output())
                        .contains(
                                "listed nodes=1 pods=1 templates=6 events=0 version=1.23.17",
                                "watched nodes=1 pods=1 templates=6 events=0");
            }
        }
    }

    @Test
    void nothingOfKubernetesModelsIsPackagedButWhatKubeconfigNeeds() throws IOException {
        Path lib = Path.of(System.getProperty("exporter.jar")).resolveSibling("lib");
        try (Stream<Path> jars = Files.list(lib)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("kubernetes-") || name.startsWith("vertx"))
                    .allMatch(name -> name.matches("kubernetes-(client-api|httpclient-jdk|model-core|model-common)-.*"))
                    .hasSize(4);
        }
    }

    @Test
    void anAgentLoadsNothingOfTheKubernetesClient() throws IOException {
        Path log = files.resolve("classes");
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log);
        try (ExporterProcess agent = ExporterProcess.agent(environment, "--kubelet.url=https://127.0.0.1:1")) {
            assertThat(agent.get("/metrics").status()).isEqualTo(200);
            agent.terminate();
        }

        assertThat(Files.readString(log))
                .contains("dev.dockershim.exporter.agent.Agent")
                .doesNotContain("io.fabric8", "dev.dockershim.exporter.watch.");
    }

    private static Path testClasses() throws URISyntaxException {
        return Path.of(ClasspathProbe.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
