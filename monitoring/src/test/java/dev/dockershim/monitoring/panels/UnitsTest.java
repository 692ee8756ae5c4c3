package dev.dockershim.monitoring.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "0, short, -1, 0",
                "12, short, -1, 12",
                "1234, short, -1, 1.23 K",
                "15000000, short, -1, 15 Mil",
                "-1500, short, -1, -1.50 K",
                "3.14159, short, -1, 3.14",
                "0.01234, short, -1, 0.0123",
                "2.5, short, 0, 3",
                "2, short, 2, 2.00",
                "1234, none, -1, 1234",
                "0.375, percentunit, -1, 37.5%",
                "37.5, percent, 0, 38%",
                "0, bytes, -1, 0 B",
                "1536, bytes, -1, 1.50 KiB",
                "5368709120, bytes, -1, 5 GiB",
                "1500, Bps, -1, 1.50 kB/s",
                "12, reqps, -1, 12 req/s",
                "0.5, ops, -1, 0.500 ops/s",
                "0, s, -1, 0 s",
                "0.00002, s, -1, 20 µs",
                "0.25, s, -1, 250 ms",
                "59, s, -1, 59 s",
                "90, s, -1, 1.50 mins",
                "7200, s, -1, 2 hours",
                "129600, s, -1, 1.50 days",
                "1209600, s, -1, 2 weeks",
                "250, ms, -1, 250 ms",
                "1, bool, -1, True",
                "0, bool_yes_no, -1, No",
                "NaN, short, -1, NaN",
                "Infinity, bytes, -1, +Inf",
            })
    void numbersAreWrittenAsGrafanaDoes(double value, String unit, int decimals, String text) {
        assertThat(Units.text(value, unit, decimals)).isEqualTo(text);
    }

    @Test
    void aUnitThatIsNotKnownIsNotLeftOut() {
        assertThatThrownBy(() -> Units.text(1, "furlongs", -1)).isInstanceOf(UnsupportedPanelException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "-3, -3", "0.5, 0.5", "NaN, NaN"})
    void mappingsNameNumbersPlainly(double value, String text) {
        assertThat(Units.plain(value)).isEqualTo(text);
    }
}
