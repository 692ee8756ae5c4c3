package dev.dockershim.exporter.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflatedTextTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 500, 40_000})
    void isOneGzipMemberWithWhatFollowsAndTheSameInPlain(int samples) throws IOException {
        DeflatedText text = DeflatedText.of(List.of(gauge("b", samples), gauge("a", samples), gauge("none", 0)));
        byte[] after = "# EOF\n".getBytes(UTF_8);

        String plain = plain(text);

        assertThat(plain).isEqualTo(expected("a", samples) + expected("b", samples));
        assertThat(text.length()).isEqualTo(plain.length());
        assertThat(unzipped(text.gzipWith(after))).isEqualTo(plain + "# EOF\n");
        assertThat(unzipped(text.gzipWith(new byte[0]))).isEqualTo(plain);
    }

    @Test
    void nothingCanBeFollowedToo() throws IOException {
        assertThat(unzipped(DeflatedText.EMPTY.gzipWith("x".getBytes(UTF_8)))).isEqualTo("x");
        assertThat(plain(DeflatedText.EMPTY)).isEmpty();
    }

    @Test
    void whatCannotBeCompressedIsKeptToo() throws IOException {
        Random random = new Random(1);
        MetricFamily noise = family("noise", "h", out -> {
            for (int i = 0; i < 3_000; i++) {
                byte[] label = new byte[60];
                random.nextBytes(label);
                out.sample(new LabelBlock().add("l", new String(label, UTF_8)), random.nextLong(), 3);
            }
        });

        DeflatedText text = DeflatedText.of(List.of(noise));

        assertThat(text.deflatedLength()).isGreaterThan(64 * 1024);
        assertThat(unzipped(text.gzipWith(new byte[0]))).isEqualTo(plain(text));
    }

    @Test
    void labelsMayBeRenderedAnewForEachSample() throws IOException {
        LabelBlock labels = new LabelBlock();
        DeflatedText text = DeflatedText.of(List.of(family("a", "h", out -> {
            out.sample(labels.clear().add("x", "1\n").add("y", ""), 15, 1);
            out.sample(labels.clear(), 2, 0);
            out.sample(new byte[0], 3, 0);
        })));

        assertThat(plain(text)).isEqualTo("# HELP a h\n# TYPE a gauge\na{x=\"1\\n\",y=\"\"} 1.5\na 2\na 3\n");
    }

    @ParameterizedTest
    @EnumSource
    void ourOwnTelemetryFollowsWithoutAFamilyThatIsThereAlready(ExpositionFormat format) throws IOException {
        CollectorRegistry registry = new CollectorRegistry();
        Gauge.build("own", "h").register(registry).set(1);
        Gauge.build("a", "taken").register(registry).set(9);
        DeflatedText text = DeflatedText.of(List.of(gauge("a", 3)));

        String body = unzipped(text.gzipWith(new MetricsRenderer(registry).renderAfter(text, format)));

        ParsedText parsed = ParsedText.parse(body);
        assertThat(parsed.eof()).isEqualTo(format.isOpenMetrics());
        assertThat(parsed.types().keySet()).containsExactly("a", "own");
        assertThat(parsed.samples()).hasSize(4);
    }

    @Test
    void whatWouldDifferBetweenTheFormatsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeflatedText.of(List.of(family("a", "a \"quote\"", out -> {}))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeflatedText.of(List.of(
                        new TestFamily("a_total", MetricType.COUNTER, "h", out -> out.sample(new byte[0], 1, 0)))));
        assertThatIllegalArgumentException().isThrownBy(() -> DeflatedText.of(List.of(gauge("a", 1), gauge("a", 1))));
    }

    private static MetricFamily gauge(String name, int samples) {
        return family(name, "of " + name, out -> {
            for (int i = 0; i < samples; i++) {
                out.sample(new LabelBlock().add("node", "node-" + i).toBytes(), i, 0);
            }
        });
    }

    private static MetricFamily family(String name, String help, Consumer<SampleWriter> samples) {
        return new TestFamily(name, MetricType.GAUGE, help, samples);
    }

    private static String expected(String name, int samples) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < samples; i++) {
            text.append(i == 0 ? "# HELP " + name + " of " + name + "\n# TYPE " + name + " gauge\n" : "")
                    .append(name)
                    .append("{node=\"node-")
                    .append(i)
                    .append("\"} ")
                    .append(i)
                    .append('\n');
        }
        return text.toString();
    }

    private static String plain(DeflatedText text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text.writeTo(out);
        return out.toString(UTF_8);
    }

    /** As a client unzips it that knows one member only. */
    private static String unzipped(List<byte[]> pieces) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.write(piece);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(all.toByteArray());
        try (GZIPInputStream gzip = new GZIPInputStream(in)) {
            String text = new String(gzip.readAllBytes(), UTF_8);
            assertThat(in.available()).isZero();
            return text;
        }
    }
}
