package dev.dockershim.exporter.exposition;

import static dev.dockershim.exporter.exposition.ExpositionFormat.OPENMETRICS_0_0_1;
import static dev.dockershim.exporter.exposition.ExpositionFormat.OPENMETRICS_1_0_0;
import static dev.dockershim.exporter.exposition.ExpositionFormat.TEXT_0_0_4;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpositionFormatTest {

    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of(
                        "Prometheus 2.42",
                        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                        OPENMETRICS_1_0_0),
                Arguments.of(
                        "Prometheus 2.50",
                        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;"
                                + "q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                        OPENMETRICS_1_0_0),
                Arguments.of(
                        "Prometheus 2.50 with native histograms",
                        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;"
                                + "q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;"
                                + "version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                        OPENMETRICS_1_0_0),
                Arguments.of(
                        "Prometheus 3",
                        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                                + "application/openmetrics-text;version=0.0.1;q=0.5,"
                                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                        OPENMETRICS_1_0_0),
                Arguments.of(
                        "Prometheus 3, text preferred",
                        "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.2",
                        TEXT_0_0_4),
                Arguments.of("vmagent", "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", TEXT_0_0_4),
                Arguments.of("curl", "*/*", TEXT_0_0_4),
                Arguments.of(
                        "browser",
                        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                        TEXT_0_0_4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void servesTheClientsThereAre(String client, String accept, ExpositionFormat expected) {
        assertThat(ExpositionFormat.negotiate(accept)).as(client).isEqualTo(expected);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of(null, TEXT_0_0_4),
                Arguments.of("", TEXT_0_0_4),
                Arguments.of(",;,q=", TEXT_0_0_4),
                Arguments.of("application/openmetrics-text", OPENMETRICS_1_0_0),
                Arguments.of("application/openmetrics-text;version=0.0.1", OPENMETRICS_0_0_1),
                Arguments.of("application/openmetrics-text;version=2.0.0", TEXT_0_0_4),
                Arguments.of("Application/OpenMetrics-Text ; Version=\"1.0.0\" ; charset=utf-8", OPENMETRICS_1_0_0),
                Arguments.of("application/*", OPENMETRICS_1_0_0),
                Arguments.of("text/*", TEXT_0_0_4),
                Arguments.of("text/plain;q=0.3, application/openmetrics-text;q=0.2", TEXT_0_0_4),
                Arguments.of("application/openmetrics-text;q=0.2, text/plain;q=0.3", TEXT_0_0_4),
                Arguments.of("text/plain, application/openmetrics-text", TEXT_0_0_4),
                Arguments.of("application/openmetrics-text, text/plain", OPENMETRICS_1_0_0),
                Arguments.of("*/*;q=0.9, application/openmetrics-text;q=0.1", TEXT_0_0_4),
                Arguments.of("*/*, application/openmetrics-text;version=1.0.0", OPENMETRICS_1_0_0),
                Arguments.of("*/*;q=0.5, text/plain;q=0", OPENMETRICS_1_0_0),
                Arguments.of("application/openmetrics-text;q=0", TEXT_0_0_4),
                Arguments.of("application/openmetrics-text;q=0.000", TEXT_0_0_4),
                Arguments.of("text/plain;q=0, application/openmetrics-text;q=0", TEXT_0_0_4),
                Arguments.of("application/openmetrics-text;q=NaN, text/plain;q=0.9", OPENMETRICS_1_0_0),
                Arguments.of("application/vnd.google.protobuf;proto=x;encoding=delimited", TEXT_0_0_4),
                Arguments.of("application/json", TEXT_0_0_4),
                Arguments.of("x;a=\"b,c;d\",application/openmetrics-text", OPENMETRICS_1_0_0),
                Arguments.of("\"unclosed,application/openmetrics-text", TEXT_0_0_4));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void negotiatesByQualityThenSpecificityThenOrder(@Nullable String accept, ExpositionFormat expected) {
        assertThat(ExpositionFormat.negotiate(accept)).isEqualTo(expected);
    }

    @Test
    void namesTheContentTypesOfThePrometheusDocumentation() {
        assertThat(TEXT_0_0_4.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(OPENMETRICS_1_0_0.contentType())
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(OPENMETRICS_0_0_1.contentType())
                .isEqualTo("application/openmetrics-text; version=0.0.1; charset=utf-8");
    }
}
