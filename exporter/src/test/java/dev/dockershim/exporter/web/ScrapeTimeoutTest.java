package dev.dockershim.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeTimeoutTest {

    @ParameterizedTest
    @CsvSource({
        ", 9000",
        "'', 9000",
        "10, 9000",
        "10.000000, 9000",
        "' 10 ', 9000",
        "5, 4500",
        "2.5, 2250",
        "2, 1750",
        "1, 750",
        "0.5, 250",
        "0.3, 150",
        "0.1, 50",
        "0, 50",
        "0.000001, 50",
        "15, 14000",
        "60, 59000",
        "120, 119000",
        "121, 119000",
        "999999999999999999, 119000",
        "-5, 9000",
        "NaN, 9000",
        "Infinity, 9000",
        "1e3, 9000",
        "0x10, 9000",
        "10s, 9000",
        "١٠, 9000",
        "1.2.3, 9000",
        "9999999999999999999999999999999, 9000",
    })
    void leavesAMargin(@Nullable String header, long millis) {
        assertThat(ScrapeTimeout.of(header)).hasMillis(millis);
    }
}
