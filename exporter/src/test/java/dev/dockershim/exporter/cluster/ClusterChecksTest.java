package dev.dockershim.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.Severity;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterChecksTest {

    static List<CheckInfo> all() {
        return ClusterChecks.all();
    }

    @Test
    void eachCheckOfAWatcherIsInIt() {
        assertThat(all())
                .extracting(CheckInfo::id)
                .containsExactly(
                        "RT-01", "RT-02", "RT-05", "RT-06", "RT-06-B", "RT-08", "RT-08-B", "RT-09", "RT-10", "WL-01",
                        "WL-01-W", "WL-02", "WL-02-B", "WL-03", "WL-04", "WL-04-B", "WL-05", "WL-05-B", "WL-06",
                        "WL-07", "TA-01", "TA-02", "TA-03", "TA-04", "TA-05", "TA-06", "TA-07", "TA-B", "CN-01",
                        "CN-05", "MX-05", "WN-01", "WN-01-B", "CL-01");
    }

    @Test
    void resultsComeInTheirOrder() {
        ClusterReadiness readiness = new ClusterJudge(ClusterPolicy.DEFAULT)
                .judge(TestCluster.of(TestCluster.node("a", "containerd://1.7.2", "1.28.1"))
                        .build());

        assertThat(readiness.nodes().get(0).results())
                .extracting(result -> result.check())
                .isEqualTo(ClusterChecks.ofNodes());
        assertThat(readiness.results()).extracting(result -> result.check()).isEqualTo(ClusterChecks.ofCluster());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCheckTellsWhatItIsAbout(CheckInfo info) {
        assertThat(info.id()).matches("[A-Z]{2}-[0-9]{2}(-[BW])?|TA-B");
        assertThat(info.name()).matches("[a-z0-9.]+(-[a-z0-9.]+)*");
        assertThat(info.title()).hasSizeBetween(20, 200).doesNotEndWith(".");
        assertThat(info.remedy()).hasSizeGreaterThan(40).endsWith(".");
        if (info.id().endsWith("-B")) {
            assertThat(info.severity()).isEqualTo(Severity.BLOCKER);
        }
    }

    @Test
    void severitiesAreThoseOfTheGuide() {
        assertThat(severity("RT-09")).isEqualTo(Severity.WARNING);
        assertThat(severity("RT-10")).isEqualTo(Severity.INFO);
        assertThat(severity("CL-01")).isEqualTo(Severity.BLOCKER);
        assertThat(severity("CN-05")).isEqualTo(Severity.WARNING);
        assertThat(severity("WN-01")).isEqualTo(Severity.WARNING);
    }

    @Test
    void theListHasALineForEachCheck() {
        String[] lines = ClusterChecks.text().split("\n", -1);

        assertThat(lines).hasSize(all().size() + 1).endsWith("");
        for (int i = 0; i < all().size(); i++) {
            CheckInfo info = all().get(i);
            String judged = switch (info.id().substring(0, 2)) {
                case "WL", "TA" -> "both";
                case "CL" -> "cluster";
                default -> info.id().equals("RT-10") ? "cluster" : "node";
            };
            assertThat(lines[i].split(" +", 4))
                    .containsExactly(info.id(), info.severity().name().toLowerCase(Locale.ROOT), judged, info.title());
        }
    }

    @Test
    void noAgentSeesEventsOrHowLongANodeWasOutOfService() {
        assertThat(all())
                .filteredOn(ClusterChecks::isBeyondAgents)
                .extracting(CheckInfo::id)
                .containsExactly("RT-09", "CN-05");
    }

    /** Where the API server's word is not enough, that is told with what would be. */
    @Test
    void anApiServerShowsNothingOfTheNodeItself() {
        ClusterNode node = TestCluster.node("a", "docker://20.10.24", "1.23.17");
        NodeEvidence evidence = ApiServerNode.evidence(node.object(), TestCluster.NOW);

        assertThat(List.of(
                        evidence.process(),
                        evidence.files(),
                        evidence.configz(),
                        evidence.cri(),
                        evidence.docker(),
                        evidence.dockerConfig(),
                        evidence.containerd(),
                        evidence.cni(),
                        evidence.scripts(),
                        evidence.series(),
                        evidence.podRuntime()))
                .allSatisfy(part -> assertThat(part.orNull()).isNull());
        assertThat(evidence.node().orNull()).isEqualTo(node.object());
    }

    private static Severity severity(String id) {
        return all().stream()
                .filter(info -> info.id().equals(id))
                .findFirst()
                .orElseThrow()
                .severity();
    }
}
