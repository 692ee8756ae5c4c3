package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 1_000_000})
    void linesAreWholeHoweverTheyCome(int piece) throws IOException {
        String long1 = "a".repeat(40_000);
        String long2 = "ü".repeat(300_000);
        List<String> lines = List.of("one", "", long1, "zwei ü", long2, "three", "four", "x".repeat(16 * 1024), "end");

        assertThat(read(String.join("\n", lines) + "\n", piece)).isEqualTo(lines);
    }

    @Test
    void whatIsNoWholeLineIsLost() throws IOException {
        assertThat(read("one\ntw", 1)).containsExactly("one");
        assertThat(read("", 1)).isEmpty();
    }

    @Test
    void aLineWithoutEndIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                java.util.Arrays.fill(into, offset, offset + length, (byte) 'x');
                return length;
            }
        };

        assertThatThrownBy(() -> new Lines(endless).next()).isInstanceOf(AnswerStream.TooLongException.class);
    }

    private static List<String> read(String text, int piece) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(piece, length));
            }
        };
        Lines lines = new Lines(in);
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8));
        }
        return read;
    }
}
