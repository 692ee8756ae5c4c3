package dev.dockershim.exporter.cadvisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.exposition.ParsedText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenMetricsTest {

    private static final RewriteOptions KEEP = new RewriteOptions(false, false, false, true, true);
    private static final RewriteOptions DROP = new RewriteOptions(true, true, true, false, true);

    /** The grammar of OpenMetrics 1.0, section 4, without exemplars. */
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";

    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*+\"";
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(?:" + LABEL + "(?:," + LABEL
            + ")*)?\\})? (?:[+-]?[0-9.]+(?:e[+-][0-9]+)?|NaN|[+-]Inf)(?: -?[0-9]+\\.[0-9]{3})?");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|unknown)");
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (?:[^\"\\\\]|\\\\[\\\\\"n])*+");

    static List<String> recordedAnswers() {
        return Rewriting.recordedAnswers();
    }

    @ParameterizedTest
    @MethodSource("recordedAnswers")
    void aStrictReaderTakesRecordedAnswers(String resource) throws Exception {
        String answer = Rewriting.recorded(resource);
        List<AddedFamily> added = List.of(
                new RowSamples("container_fs_reads_merged_total", 3), new RowSamples("container_fs_limit_bytes", 3));

        ParsedText before = ParsedText.parse(withoutTimestamps(answer));
        ParsedText after = ParsedText.parse(Rewriting.rewrite(DROP, List.of(), added, answer));
        assertThat(after.eof()).isTrue();
        assertThat(after.samples()).hasSizeGreaterThanOrEqualTo(before.samples().size() + 3);
        assertThat(after.types())
                .containsEntry("container_memory_failcnt", "unknown")
                .containsEntry("container_cpu_usage_seconds", "counter")
                .containsEntry("container_fs_reads_merged", "counter")
                .doesNotContainValue("untyped");

        for (RewriteOptions options : List.of(KEEP, DROP)) {
            requireStrict(Rewriting.rewrite(options, List.of(), added, answer));
        }
    }

    @Test
    void metadataIsConverted() throws Exception {
        String text = """

                # a comment
                # HELP a_total Of "a" in C:\\\\ and\\n.
                # TYPE a_total counter
                a_total 1
                # HELP failcnt Failures
                # TYPE failcnt counter
                failcnt 1
                # HELP b_total
                # TYPE b_total gauge
                b_total 1
                # TYPE u untyped
                # HELP u Late.
                # TYPE c_total counter
                # HELP c_total Late.
                # HELP lonely \\x
                # HELP bare_total Without type
                bare_total 1
                # HELP last_total The end.
                """;

        assertThat(rewrite(text)).isEqualTo("""
                        # HELP a Of \\"a\\" in C:\\\\ and\\n.
                        # TYPE a counter
                        a_total 1
                        # HELP failcnt Failures
                        # TYPE failcnt unknown
                        failcnt 1
                        # HELP b_total\s
                        # TYPE b_total gauge
                        b_total 1
                        # TYPE u unknown
                        # HELP u Late.
                        # TYPE c counter
                        # HELP c Late.
                        # HELP lonely \\\\x
                        # HELP bare_total Without type
                        bare_total 1
                        # HELP last_total The end.
                        # EOF
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "1795423503256,1795423503.256",
        "1795423503000,1795423503.000",
        "1000,1.000",
        "999,0.999",
        "5,0.005",
        "0,0.000",
        "-5,-0.005",
        "-1234,-1.234"
    })
    void millisecondsBecomeSeconds(String millis, String seconds) throws Exception {
        assertThat(rewrite("m 1 " + millis + "\n")).isEqualTo("m 1 " + seconds + "\n# EOF\n");
    }

    @Test
    void carriageReturnsGo() throws Exception {
        assertThat(rewrite("# HELP m M\r\n# TYPE m gauge\r\nm 1 1000\r\n\r\n"))
                .isEqualTo("# HELP m M\n# TYPE m gauge\nm 1 1.000\n# EOF\n");
    }

    @Test
    void addedSamplesStandBehindTheirMetadataAndBeforeTheNext() throws Exception {
        RowSamples added = new RowSamples("a_total", 0);
        String next = "# HELP b B\n# TYPE b gauge\nb 1\n";

        assertThat(Rewriting.rewrite(
                        KEEP, List.of(), List.of(added), "# HELP a_total A\n# TYPE a_total counter\n" + next))
                .isEqualTo("# HELP a A\n# TYPE a counter\na_total{row=\"0\"} 0\n" + next + "# EOF\n");
        assertThat(Rewriting.rewrite(KEEP, List.of(), List.of(added), "# HELP a_total A\n" + next))
                .isEqualTo("# HELP a_total A\na_total{row=\"0\"} 0\n" + next + "# EOF\n");
        assertThat(Rewriting.rewrite(KEEP, List.of(), List.of(added), next))
                .isEqualTo(next + "# HELP a Added.\n# TYPE a counter\na_total{row=\"0\"} 0\n# EOF\n");
    }

    @Test
    void anEmptyAnswerHasAnEnd() throws Exception {
        assertThat(rewrite("")).isEqualTo("# EOF\n");
    }

    private static String rewrite(String text) throws Exception {
        return Rewriting.rewrite(KEEP, List.of(), List.of(), text);
    }

    private static String withoutTimestamps(String answer) {
        return answer.replaceAll("(?m)^([^#\n]*) [0-9]{13}$", "$1");
    }

    /** Each line in form, each family in one block, samples only of the block's family, the end at the end. */
    private static void requireStrict(String text) {
        assertThat(text).endsWith("\n# EOF\n");
        Map<String, String> types = new HashMap<>();
        Set<String> ended = new HashSet<>();
        String block = "";
        for (String line :
                text.substring(0, text.length() - "# EOF\n".length()).lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher help = HELP.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                assertThat(types.put(type.group(1), type.group(2))).as(line).isNull();
            }
            assertThat(type.matches() || help.matches() || sample.matches())
                    .as(line)
                    .isTrue();
            String name = type.matches() ? type.group(1) : help.matches() ? help.group(1) : sample.group(1);
            boolean counter = sample.matches() && "counter".equals(types.get(block));
            String family = counter && name.equals(block + "_total") ? block : name;
            if (!family.equals(block)) {
                assertThat(ended.add(family)).as("second block: " + line).isTrue();
                block = family;
            }
            assertThat(counter && family.equals(name))
                    .as("counter without _total: " + line)
                    .isFalse();
        }
    }
}
