package dev.dockershim.exporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineFormatterTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678912Z");

    private final LogfmtFormatter logfmt = new LogfmtFormatter();
    private final JsonFormatter json = new JsonFormatter();

    @Test
    void logfmtIsOneLineOfFields() {
        assertThat(logfmt.format(record(Level.WARNING, "kubelet_summary: kubelet answered 403 Forbidden")))
                .isEqualTo("ts=2026-01-02T03:04:05.678Z level=warn logger=SourceReader"
                        + " msg=\"kubelet_summary: kubelet answered 403 Forbidden\"\n");
    }

    @Test
    void jsonIsOneLineOfFields() {
        assertThat(json.format(record(Level.WARNING, "kubelet_summary: kubelet answered 403 Forbidden")))
                .isEqualTo("{\"ts\":\"2026-01-02T03:04:05.678Z\",\"level\":\"warn\",\"logger\":\"SourceReader\","
                        + "\"msg\":\"kubelet_summary: kubelet answered 403 Forbidden\"}\n");
    }

    @Test
    void aMapIsFieldsOfItsOwn() {
        LogRecord record = record(Level.INFO, "request");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("path", "/a b");
        fields.put("status", "200");
        record.setParameters(new Object[] {fields});

        assertThat(logfmt.format(record)).endsWith(" msg=request path=\"/a b\" status=200\n");
        assertThat(json.format(record)).endsWith("\"msg\":\"request\",\"path\":\"/a b\",\"status\":\"200\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SEVERE,error",
        "WARNING,warn",
        "INFO,info",
        "CONFIG,debug",
        "FINE,debug",
        "FINEST,debug",
    })
    void levelsAreThoseOfTheFlag(String level, String printed) {
        assertThat(logfmt.format(record(Level.parse(level), "x"))).contains(" level=" + printed + " ");
        assertThat(parse(record(Level.parse(level), "x")).get("level").asString())
                .isEqualTo(printed);
    }

    @Test
    void aValueThatNeedsNoQuotesHasNone() {
        assertThat(msg("/a-b_c:1")).isEqualTo("/a-b_c:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a b     | \"a b\"",
                "a=b     | \"a=b\"",
                "say \"x\" | \"say \\\"x\\\"\"",
                "a\\b    | \"a\\\\b\"",
                "ä       | \"ä\"",
            })
    void logfmtQuotesWhatWouldEndAValue(String value, String printed) {
        assertThat(msg(value)).isEqualTo(printed);
    }

    @Test
    void anEmptyValueIsQuoted() {
        assertThat(msg("")).isEqualTo("\"\"");
    }

    /** Else a name that a workload chose could forge a line, or move the cursor of who reads the log. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nlevel=error",
                "a\r\nb",
                "a\tb",
                "\u0000",
                "\u001b[31m",
                "\u007f",
                "\u0085",
                "\u009b2J",
                "\u2028",
                "\u2029",
                "\ud800",
                "\udc00",
                "a\ud800b",
            })
    void noLineBreakAndNoControlCharacterGetsOut(String message) {
        for (String line :
                new String[] {logfmt.format(record(Level.INFO, message)), json.format(record(Level.INFO, message))}) {
            assertThat(line).endsWith("\n");
            assertThat(line.chars().limit(line.length() - 1))
                    .noneMatch(Character::isISOControl)
                    .noneMatch(c -> c == 0x2028 || c == 0x2029 || (c >= 0xd800 && c <= 0xdfff));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\nb\r\t\"\\/",
                "\u0000\u001f\u007f\u0085\u2028",
                "{\"msg\":\"x\"}",
                "naïve ☃ 𝄞",
            })
    void jsonHoldsTheMessageAsItWas(String message) {
        assertThat(parse(record(Level.INFO, message)).get("msg").asString()).isEqualTo(message);
    }

    @Test
    void halfOfACharacterIsStillValidJson() {
        assertThat(json.format(record(Level.INFO, "a\ud83db"))).contains("a\\ud83db");
    }

    @Test
    void theStackIsAFieldOfTheSameLine() {
        LogRecord record = record(Level.SEVERE, "broke");
        record.setThrown(new IllegalStateException("why\nnot", new RuntimeException("since")));

        assertThat(logfmt.format(record))
                .containsOnlyOnce("\n")
                .contains(" stack=\"java.lang.IllegalStateException: why");
        assertThat(json.format(record)).containsOnlyOnce("\n");
        assertThat(parse(record).get("stack").asString())
                .contains("IllegalStateException: why\nnot")
                .contains("Caused by: java.lang.RuntimeException: since")
                .contains("LineFormatterTest");
    }

    @Test
    void aLoggerWithoutANameIsNoFault() {
        LogRecord record = record(Level.INFO, "x");
        record.setLoggerName(null);

        assertThat(logfmt.format(record)).contains(" logger=\"\" ");
        assertThat(parse(record).get("logger").asString()).isEmpty();
    }

    @Test
    void bracesInAMessageWithoutParametersStay() {
        assertThat(parse(record(Level.INFO, "it's {0} and {}")).get("msg").asString())
                .isEqualTo("it's {0} and {}");
    }

    private String msg(@Nullable String message) {
        String line = logfmt.format(record(Level.INFO, message));
        return line.substring(line.indexOf(" msg=") + 5).stripTrailing();
    }

    private JsonNode parse(LogRecord record) {
        return JsonMapper.shared().readTree(json.format(record));
    }

    private static LogRecord record(Level level, @Nullable String message) {
        LogRecord record = new LogRecord(level, message);
        record.setInstant(TIME);
        record.setLoggerName("dev.dockershim.exporter.source.SourceReader");
        return record;
    }
}
