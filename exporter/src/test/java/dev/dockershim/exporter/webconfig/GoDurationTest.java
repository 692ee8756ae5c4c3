package dev.dockershim.exporter.webconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "1ns,1",
        "1us,1000",
        "1µs,1000",
        "1μs,1000",
        "1ms,1000000",
        "1s,1000000000",
        "1m,60000000000",
        "1h,3600000000000",
        "1h30m5s,5405000000000",
        "1.5s,1500000000",
        ".5s,500000000",
        "1.s,1000000000",
        "+1s,1000000000",
        "-1s,-1000000000",
        "0.3ns,0",
        "2562047h,9223369200000000000"
    })
    void readsWhatGoReads(String text, long nanos) {
        assertThat(GoDuration.nanos(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "1d", "1 s", "1s ", "1h2", ".s", "1e3s", "--1s", "2562048h", "١s"})
    void refusesWhatGoRefuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.nanos(text));
    }
}
