package dev.dockershim.exporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 18, 0",
        "61033, 3, 61.033",
        "61033, 9, 0.000061033",
        "9007199254740993, 0, 9007199254740993",
        "-15, 1, -1.5",
        "-5, 1, -0.5",
        "1500, 3, 1.5",
        "1000, 3, 1",
        "-1000, 2, -10",
        "10, 0, 10",
        "1, 18, 0.000000000000000001",
        "9223372036854775807, 0, 9223372036854775807",
        "9223372036854775807, 18, 9.223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808",
        "-9223372036854775808, 18, -9.223372036854775808",
        "-9223372036854775808, 9, -9223372036.854775808",
    })
    void writesDecimalsExactly(long unscaled, int scale, String expected) {
        assertThat(decimal(unscaled, scale)).isEqualTo(expected);
    }

    @Test
    void writesTheDecimalsThatBigDecimalWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long unscaled = random.nextLong() >> random.nextInt(64);
            if (i % 3 == 0) {
                unscaled = unscaled / 1_000_000 * 1_000_000;
            }
            int scale = random.nextInt(19);
            BigDecimal expected = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
            assertThat(decimal(unscaled, scale))
                    .as("%d, %d", unscaled, scale)
                    .isEqualTo(expected.signum() == 0 ? "0" : expected.toPlainString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 19, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesAScaleThatALongHasNoDigitsFor(int scale) {
        assertThatThrownBy(() -> decimal(1, scale)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void encodesTextAsTheJdkDoes() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                int codePoint = random.nextInt(4) == 0 ? 0xA0 + random.nextInt(0x10FFFF - 0xA0) : 'a' + n;
                boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
                text.appendCodePoint(surrogate ? 'é' : codePoint);
            }
            byte[] written =
                    new ByteText(1).appendEscaped(text.toString(), true).toBytes();
            assertThat(written).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void growsFromNothing() {
        ByteText text = new ByteText(0);
        text.append('a').append("bc".getBytes(StandardCharsets.US_ASCII)).appendAscii("def");
        assertThat(text.toBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("abcdef");
    }

    @Test
    void keepsItsMemoryForTextsOfTheSameSizeAndGivesItBackAfterAGiant() {
        ByteText text = new ByteText();
        text.append(new byte[8_000_000]);
        int giant = text.capacity();
        text.clear();
        text.append(new byte[7_000_000]);
        text.clear();
        assertThat(text.capacity()).isEqualTo(giant);

        text.append(new byte[100_000]);
        text.clear();
        assertThat(text.capacity()).isEqualTo(200_000);
        assertThat(text.length()).isZero();
    }

    @Test
    void cutsOnlyBack() {
        ByteText text = new ByteText().appendAscii("abc");
        text.truncate(1);
        assertThat(text.toBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("a");
        assertThatThrownBy(() -> text.truncate(2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String decimal(long unscaled, int scale) {
        return new String(new ByteText(1).appendDecimal(unscaled, scale).toBytes(), StandardCharsets.US_ASCII);
    }
}
