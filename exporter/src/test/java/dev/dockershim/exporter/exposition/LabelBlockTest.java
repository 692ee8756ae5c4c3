package dev.dockershim.exporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelBlockTest {

    @Test
    void printsLabelsInTheirOrderAndEmptyOnesToo() {
        LabelBlock block =
                new LabelBlock().add("container", "web").add("image", "").add("name", "k8s_web");
        assertThat(text(block)).isEqualTo("{container=\"web\",image=\"\",name=\"k8s_web\"}");
        assertThat(text(block.add("pod", "web-0"))).endsWith("name=\"k8s_web\",pod=\"web-0\"}");
    }

    @Test
    void isEmptyWithoutLabels() {
        assertThat(new LabelBlock().toBytes()).isEmpty();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("C:\\DIR\\", "C:\\\\DIR\\\\"),
                Arguments.of("\\n", "\\\\n"),
                Arguments.of("two\nlines", "two\\nlines"),
                Arguments.of("say \"hi\"", "say \\\"hi\\\""),
                Arguments.of("tab\there", "tab\there"),
                Arguments.of("cr\rnul\0esc\u001Bdel\u007Fnel\u0085", "cr\uFFFDnul\uFFFDesc\uFFFDdel\uFFFDnel\uFFFD"),
                Arguments.of("é 漢 😀", "é 漢 😀"),
                Arguments.of("high\uD83D", "high\uFFFD"),
                Arguments.of("high\uD83Dx", "high\uFFFDx"),
                Arguments.of("low\uDE00x", "low\uFFFDx"),
                Arguments.of("swapped\uDE00\uD83D", "swapped\uFFFD\uFFFD"),
                Arguments.of("high high\uD83D\uD83D\uDE00", "high high\uFFFD😀"),
                Arguments.of("a=\"b\",c{}#", "a=\\\"b\\\",c{}#"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void escapesValues(String value, String escaped) {
        assertThat(text(new LabelBlock().add("l", value))).isEqualTo("{l=\"" + escaped + "\"}");
    }

    @Test
    void aReaderGetsBackWhatWasWritten() {
        char[] alphabet = {'a', '\\', '"', '\n', 'n', '{', '}', ',', '=', ' ', '#', 'é', '漢', '\t'};
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                value.append(alphabet[random.nextInt(alphabet.length)]);
            }
            String line = "m" + text(new LabelBlock().add("a", value.toString()).add("b", "x")) + " 1\n";
            ParsedText parsed = ParsedText.parse("# TYPE m gauge\n" + line);
            assertThat(parsed.samples())
                    .singleElement()
                    .extracting(ParsedText.Sample::labels)
                    .isEqualTo(List.of("a", value.toString(), "b", "x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a.b", "a:b", "é", "a b", "a\n"})
    void refusesWhatIsNoLabelName(String name) {
        assertThatThrownBy(() -> new LabelBlock().add(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(LabelBlock block) {
        return new String(block.toBytes(), StandardCharsets.UTF_8);
    }
}
