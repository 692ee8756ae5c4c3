package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The chart is of the version that the build has. */
class ChartVersionTest {

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>dockershim-exporter-parent</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void chartAndAppAreOfThePomsVersion() {
        Matcher version = VERSION.matcher(Chart.read(Chart.REPOSITORY.resolve("pom.xml")));
        assertThat(version.find()).isTrue();

        JsonNode chart = Chart.tree("Chart.yaml");

        assertThat(chart.path("version").asString()).isEqualTo(version.group(1));
        assertThat(chart.path("appVersion").asString()).isEqualTo(version.group(1));
    }

    @Test
    void itAsksForNoNewerKubernetesThanTheExporterDoes() {
        assertThat(Chart.tree("Chart.yaml").path("kubeVersion").asString()).isEqualTo(">=1.20.0-0");
    }
}
