package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeChecksTest {

    /** The guide says of this vendor's agent that it needs no change, on any node. */
    private static final String WITHOUT_EVIDENCE = "TA-01";

    static List<Check> checks() {
        return NodeChecks.catalogue().checks();
    }

    @Test
    void eachCheckOfANodeIsInIt() {
        assertThat(checks())
                .extracting(check -> check.info().id())
                .containsExactly(
                        "RT-01", "RT-02", "RT-03", "RT-04", "RT-05", "RT-06", "RT-06-B", "RT-07", "RT-07-W", "RT-08",
                        "RT-08-B", "DK-01", "DK-02", "DK-03", "DC-00", "DC-01", "DC-02", "DC-03", "DC-04", "DC-05",
                        "DC-06", "DC-07", "NS-01", "WL-01", "WL-01-W", "WL-02", "WL-02-B", "WL-03", "WL-04", "WL-04-B",
                        "WL-05", "WL-05-B", "WL-06", "WL-07", "TA-01", "TA-02", "TA-03", "TA-04", "TA-05", "TA-06",
                        "TA-07", "TA-B", "CN-01", "CN-01-B", "CN-02", "CN-02-B", "CN-03", "CN-04", "CN-04-B", "MX-01",
                        "MX-05");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aCheckTellsWhatItIsAbout(Check check) {
        CheckInfo info = check.info();
        assertThat(info.id()).matches("[A-Z]{2}-[0-9]{2}(-[BW])?|TA-B");
        assertThat(info.name()).matches("[a-z0-9.]+(-[a-z0-9.]+)*");
        assertThat(info.title()).hasSizeBetween(20, 200).doesNotEndWith(".");
        assertThat(info.remedy()).hasSizeGreaterThan(40).endsWith(".");
        assertThat(info.evidence().isEmpty()).isEqualTo(info.id().equals(WITHOUT_EVIDENCE));
        if (info.id().endsWith("-B")) {
            assertThat(info.severity()).isEqualTo(Severity.BLOCKER);
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void withoutEvidenceNothingPassesAndNothingFails(Check check) {
        Verdict verdict = check.judge(TestEvidence.nothing().build());
        assertThat(verdict)
                .isInstanceOf(check.info().id().equals(WITHOUT_EVIDENCE) ? Verdict.Pass.class : Verdict.Unknown.class);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void whatIsMissingIsToldInSentences(Check check) {
        String detail = check.judge(TestEvidence.nothing().build()).detail();
        assertThat(detail).endsWith(".").doesNotContain("..").doesNotContainPattern("[.] [a-z]");
    }

    @Test
    void theListHasALineForEachCheck() {
        String[] lines = NodeChecks.catalogue().text().split("\n", -1);
        assertThat(lines).hasSize(checks().size() + 1).endsWith("");
        for (int i = 0; i < checks().size(); i++) {
            CheckInfo info = checks().get(i).info();
            assertThat(lines[i].split(" +", 3))
                    .containsExactly(info.id(), info.severity().name().toLowerCase(Locale.ROOT), info.title());
        }
    }
}
