package dev.dockershim.monitoring.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelValuesQueryTest {

    @Test
    void selectorAndLabel() {
        assertThat(LabelValuesQuery.parse("label_values(up{a=~\"b,c\", d=\"(e)\"}, node)"))
                .isEqualTo(new LabelValuesQuery("up{a=~\"b,c\", d=\"(e)\"}", "node"));
        assertThat(LabelValuesQuery.parse("label_values(job)")).isEqualTo(new LabelValuesQuery("", "job"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "metrics(a)", "label_values()", "label_values(a, b", "query_result(a)"})
    void whatIsNone(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> LabelValuesQuery.parse(query));
    }
}
