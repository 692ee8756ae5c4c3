package dev.dockershim.exporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({
        "-5, just now",
        "0, just now",
        "1, 1 s ago",
        "59, 59 s ago",
        "60, 1 min ago",
        "3599, 59 min ago",
        "3600, 1 h 0 min ago",
        "86399, 23 h 59 min ago",
        "90000, 1 d 1 h ago"
    })
    void ageHasOneOrTwoUnits(long seconds, String text) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(TimeText.age(at, at.plusSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 0 | 0 | 0 | No check was made.",
                "3 | 0 | 0 | 0 | 0 | All 3 checks pass.",
                "2 | 0 | 0 | 0 | 1 | Nothing is seen to fail; 1 unknown of 3 checks.",
                "30 | 3 | 2 | 0 | 5 | 3 blockers, 2 warnings, 5 unknown of 40 checks.",
                "0 | 1 | 1 | 1 | 1 | 1 blocker, 1 warning, 1 worth knowing, 1 unknown of 4 checks."
            })
    void aSentenceSumsUp(int pass, int blockers, int warnings, int infos, int unknown, String sentence) {
        List<Result> results = new ArrayList<>();
        add(results, pass, Severity.BLOCKER, new Verdict.Pass(""));
        add(results, blockers, Severity.BLOCKER, new Verdict.Fail(""));
        add(results, warnings, Severity.WARNING, new Verdict.Fail(""));
        add(results, infos, Severity.INFO, new Verdict.Fail(""));
        add(results, unknown, Severity.WARNING, new Verdict.Unknown(""));

        assertThat(CheckSummary.of(results))
                .isEqualTo(new CheckSummary(results.size(), pass, blockers, warnings, infos, unknown));
        assertThat(CheckSummary.of(results).sentence()).isEqualTo(sentence);
    }

    @Test
    void cutsBetweenCharactersOnly() {
        assertThat(HtmlText.cut("abc", 3)).isEqualTo("abc");
        assertThat(HtmlText.cut("abcd", 3)).isEqualTo("abc…");
        assertThat(HtmlText.cut("ab\ud83d\ude00cd", 3)).isEqualTo("ab…");
    }

    @Test
    void keepsLinesWhereTheyCountOnly() {
        assertThat(HtmlText.escape("a\nb\tc\u202ed")).isEqualTo("a b c d");
        assertThat(HtmlText.escapeLines("a\nb\tc\r<")).isEqualTo("a\nb c &lt;");
    }

    private static void add(List<Result> results, int count, Severity severity, Verdict verdict) {
        for (int i = 0; i < count; i++) {
            results.add(StatusPageSamples.result(severity, verdict));
        }
    }
}
