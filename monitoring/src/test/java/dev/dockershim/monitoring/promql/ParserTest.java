package dev.dockershim.monitoring.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParserTest {

    static List<String> good() {
        return PromqlSamples.GOOD;
    }

    static List<String> broken() {
        return PromqlSamples.BROKEN;
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatIsWrittenIsReadAgain(String promql) {
        Expression parsed = Parser.parse(promql);

        assertThat(Parser.parse(parsed.toString())).hasToString(parsed.toString());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenOnesSayWhere(String promql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parser.parse(promql))
                .withMessageMatching("(?s)\\d+:\\d+: .*");
    }

    @Test
    void theColumnIsThatOfTheMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parser.parse("sum(\n  a b)"))
                .withMessageStartingWith("2:5: expected ')', not 'b'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a + b * c; a + (b * c)",
                "a - b - c; (a - b) - c",
                "a ^ b ^ c; a ^ (b ^ c)",
                "-a ^ b; -(a ^ b)",
                "-a * b; (-a) * b",
                "a or b and c; a or (b and c)",
                "a and b unless c; (a and b) unless c",
                "a == b + c; a == (b + c)",
                "a > 0 or b; (a > 0) or b",
            })
    void operatorsBindAsInPrometheus(String promql, String grouped) {
        assertThat(shape(Parser.parse(promql))).isEqualTo(shape(Parser.parse(grouped)));
    }

    /** The tree with parentheses everywhere but where they are written. */
    private static String shape(Expression expression) {
        if (expression instanceof Expression.Grouped grouped) {
            return shape(grouped.of());
        }
        if (expression instanceof Expression.Binary binary) {
            return "(" + shape(binary.left()) + binary.operator() + shape(binary.right()) + ")";
        }
        if (expression instanceof Expression.Signed signed) {
            return "(" + signed.sign() + shape(signed.of()) + ")";
        }
        return expression.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "5m,300000,5m",
        "90s,90000,1m30s",
        "1h30m,5400000,1h30m",
        "7d,604800000,1w",
        "8d,691200000,8d",
        "1ms,1,1ms",
        "1500ms,1500,1s500ms",
        "0s,0,0s",
        "1y,31536000000,1y"
    })
    void durations(String text, long millis, String normal) {
        assertThat(PromDuration.millis(text)).isEqualTo(millis);
        assertThat(PromDuration.text(millis)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({"''", "5", "m", "5 m", "1s1m", "99999999999999999999y", "99999999999y"})
    void whatIsNoDuration(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PromDuration.millis(text));
    }
}
