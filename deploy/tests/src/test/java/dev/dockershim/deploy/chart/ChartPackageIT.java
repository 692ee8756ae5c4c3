package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code make chart}: the same bytes whenever and wherever it is made, and the chart that it was made of. */
class ChartPackageIT {

    private static final JsonNode ALL =
            Yaml.tree("{podMonitor: {enabled: true}, prometheusRule: {enabled: true}, dashboards: {enabled: true}}");

    /** What Helm keeps of a release, the chart among it, goes into a Secret, which has at most a mebibyte. */
    private static final long LARGEST_BYTES = 200_000;

    @Test
    void itIsReproducible() throws IOException {
        byte[] first = Files.readAllBytes(packed());
        Path values = Chart.DIRECTORY.resolve("values.yaml");
        FileTime was = Files.getLastModifiedTime(values);
        try {
            Files.setLastModifiedTime(values, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));
            assertThat(packed()).hasBinaryContent(first);
        } finally {
            Files.setLastModifiedTime(values, was);
        }
        assertThat(first.length).isBetween(10_000, (int) LARGEST_BYTES);
    }

    @Test
    void helmFindsTheChartInIt() throws IOException {
        Path archive = packed();

        assertThat(Helm.template(archive, Helm.RELEASE, ALL).orFail())
                .isEqualTo(Helm.template(Chart.DIRECTORY, Helm.RELEASE, ALL).orFail());
        assertThat(Helm.run("", "show", "values", archive.toString()).orFail().strip())
                .isEqualTo(Chart.text("values.yaml").strip());
    }

    private static Path packed() {
        String version = Chart.tree("Chart.yaml").path("version").asString();
        Command.run(
                        Chart.REPOSITORY,
                        // Of a make that runs these tests, neither its job server nor its variables.
                        Map.of("MAKEFLAGS", "", "MAKELEVEL", "0"),
                        "",
                        List.of(Requirements.program("make").toString(), "-s", "chart"))
                .orFail();
        return Chart.REPOSITORY.resolve("deploy/helm/target/dockershim-exporter-" + version + ".tgz");
    }
}
