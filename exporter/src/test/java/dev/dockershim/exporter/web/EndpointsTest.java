package dev.dockershim.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/a/b-c_d.e~f", "/-/metrics", "/metrics2"})
    void takesAPathOfItsOwn(String path) {
        assertThat(endpoints(path).telemetryPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/-/healthy", "/-/ready"})
    void refusesAPathThatIsTaken(String path) {
        assertThatThrownBy(() -> endpoints(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--web.telemetry-path: \"" + path + "\" is taken by another page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "metrics", "/metrics/", "//metrics", "/a?b", "/a#b", "/a b", "/a%20b", "/a;b", "/é", "/a\n"})
    void refusesWhatIsNoPath(String path) {
        assertThatThrownBy(() -> endpoints(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must begin with /");
    }

    @Test
    void linksToAllThatIsServed() {
        Endpoints endpoints = new Endpoints(
                "/m",
                (format, gzip, timeout) -> ScrapeBody.of(new byte[0]),
                () -> true,
                new HtmlPage(paths -> new byte[0], "default-src 'none'"),
                Map.of("/m/cadvisor", (format, timeout) -> {
                    throw new AssertionError("not asked for");
                }),
                Map.of("/api/v1/b", query -> Document.of(new byte[0]), "/api/v1/a", query -> Document.of(new byte[0])));

        assertThat(endpoints.linked())
                .containsExactly("/m", "/api/v1/a", "/api/v1/b", "/m/cadvisor", "/-/healthy", "/-/ready");
    }

    private static Endpoints endpoints(String path) {
        return new Endpoints(
                path,
                (format, gzip, timeout) -> ScrapeBody.of(new byte[0]),
                () -> true,
                new HtmlPage(paths -> new byte[0], "default-src 'none'"));
    }
}
