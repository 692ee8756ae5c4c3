package dev.dockershim.exporter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class CatalogueTest {

    static List<Check> checks() {
        return Catalogue.of(List.of()).checks();
    }

    @Test
    void eachCheckOfANodeIsInIt() {
        assertThat(checks())
                .extracting(check -> check.info().id())
                .containsExactly(
                        "RT-01", "RT-02", "RT-03", "RT-04", "RT-05", "RT-06", "RT-06-B", "RT-07", "RT-07-W", "RT-08",
                        "RT-08-B", "DK-01", "DK-02", "DK-03", "DC-00", "DC-01", "DC-02", "DC-03", "DC-04", "DC-05",
                        "DC-06", "DC-07", "NS-01", "CN-01", "CN-01-B", "CN-02", "CN-02-B", "CN-03", "CN-04", "CN-04-B",
                        "MX-01", "MX-05");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aCheckTellsWhatItIsAbout(Check check) {
        CheckInfo info = check.info();
        assertThat(info.id()).matches("[A-Z]{2}-[0-9]{2}(-[BW])?");
        assertThat(info.name()).matches("[a-z0-9.]+(-[a-z0-9.]+)*");
        assertThat(info.title()).hasSizeBetween(20, 200).doesNotEndWith(".");
        assertThat(info.remedy()).hasSizeGreaterThan(40).endsWith(".");
        assertThat(info.evidence()).isNotEmpty();
        if (info.id().endsWith("-B")) {
            assertThat(info.severity()).isEqualTo(Severity.BLOCKER);
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void withoutEvidenceNothingPassesAndNothingFails(Check check) {
        assertThat(check.judge(TestEvidence.nothing().build())).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void workloadsHaveTheirPlaceAfterTheNodesScripts() {
        Check pods = new Escalation(new DockerInScripts(), new Cordoned());
        assertThat(Catalogue.of(List.of(pods)).checks())
                .extracting(check -> check.info().id())
                .containsSubsequence("NS-01", "NS-01-B", "CN-01");
    }

    @Test
    void twoChecksCannotHaveOneId() {
        assertThatThrownBy(() -> Catalogue.of(List.of(new DockerInScripts())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NS-01");
    }

    @Test
    void theListHasALineForEachCheck() {
        String[] lines = Catalogue.of(List.of()).text().split("\n", -1);
        assertThat(lines).hasSize(checks().size() + 1).endsWith("");
        for (int i = 0; i < checks().size(); i++) {
            CheckInfo info = checks().get(i).info();
            assertThat(lines[i].split(" +", 3))
                    .containsExactly(info.id(), info.severity().name().toLowerCase(Locale.ROOT), info.title());
        }
    }
}
