package dev.dockershim.exporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                          | false",
                "gzip                      | true",
                "GZIP                      | true",
                "x-gzip                    | true",
                "gzip;q=0                  | false",
                "gzip;q=0.0, *             | false",
                "*                         | true",
                "*;q=0                     | false",
                "identity                  | false",
                "gzip, deflate, br, zstd   | true",
                "deflate, br               | false",
                "identity;q=0, gzip;q=0.1  | true",
                "gzip;q=0.5, identity;q=1  | false",
                "gzip;q=1, identity;q=0.5  | true",
                "gzip, identity            | true",
                "identity, *;q=0           | false",
                ";;;                       | false",
            })
    void isWantedByQuality(@Nullable String acceptEncoding, boolean expected) {
        assertThat(Gzip.isWanted(acceptEncoding)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 3_000_000})
    void yieldsTheSameBytesAgain(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        byte[] compressed = Gzip.compress(new ByteText().append(bytes));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }
}
