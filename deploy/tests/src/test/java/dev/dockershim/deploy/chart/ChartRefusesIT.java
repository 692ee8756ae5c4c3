package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that cannot be meant are an error at install, which names the value. */
class ChartRefusesIT {

    static Stream<Example> refused() {
        return Example.of("refused.yaml");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aBadValueIsNamed(Example example) {
        Command.Result result = Helm.template(Chart.DIRECTORY, Helm.RELEASE, example.values());

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).isEmpty();
        assertThat(result.errors()).contains(example.row().path("message").asString());
    }
}
