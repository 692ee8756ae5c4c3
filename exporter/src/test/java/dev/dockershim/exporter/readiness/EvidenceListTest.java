package dev.dockershim.exporter.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.EvidenceItem.Gap;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceListTest {

    private static final CniConfig CNI =
            new CniConfig(true, new Version(1, 0, 0), PluginSupport.CNI_1_0, PluginSupport.CNI_1_0);

    @Test
    void hasEachSourceOnceAndInOrder() {
        assertThat(EvidenceList.of(evidence(missing("cni"), missing("series"))))
                .extracting(EvidenceItem::source)
                .containsExactly(EvidenceSource.values());
    }

    @Test
    void tellsWhatIsMissingAndWhy() {
        EvidenceItem node = item(EvidenceSource.E1, missing("cni"), missing("series"));

        assertThat(node.available()).isFalse();
        assertThat(node.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(node.text()).isEqualTo("grant get on nodes");
    }

    @Test
    void aSourceThatWasSeenLacksNothing() {
        EvidenceItem configz = item(EvidenceSource.E4, missing("cni"), missing("series"));

        assertThat(configz).isEqualTo(new EvidenceItem(EvidenceSource.E4, true, List.of()));
        assertThat(configz.reason()).isNull();
        assertThat(configz.text()).isNull();
    }

    @Test
    void filesOfTheHostAreAvailableIfAnyWasSeenAndTellTheOthers() {
        EvidenceItem files = item(EvidenceSource.E6, Observed.seen(CNI), missing("series"));

        assertThat(files.available()).isTrue();
        assertThat(files.reason()).isNull();
        assertThat(files.gaps())
                .as("the same gap once")
                .containsExactly(
                        new Gap(Reason.NOT_CONFIGURED, "set --host.root"),
                        new Gap(Reason.INVALID, "containerd's configuration is half edited"),
                        new Gap(Reason.NOT_CONFIGURED, "no scripts were named"));
        assertThat(files.text())
                .isEqualTo("set --host.root; containerd's configuration is half edited; no scripts were named");
    }

    @Test
    void filesOfTheHostAreMissingIfNoneWasSeen() {
        EvidenceItem files = item(EvidenceSource.E6, missing("cni"), missing("series"));

        assertThat(files.available()).isFalse();
        assertThat(files.reason()).isEqualTo(Reason.NOT_CONFIGURED);
        assertThat(files.text()).contains("set --host.root; ", "; cni; ");
    }

    @Test
    void whatIsGuessedFromVersionsWasNotSeenAtTheKubelet() {
        EvidenceItem guessed =
                item(EvidenceSource.E9, missing("cni"), Observed.seen(new ServedSeries(List.of(), false)));
        EvidenceItem looked = item(EvidenceSource.E9, missing("cni"), Observed.seen(new ServedSeries(List.of(), true)));

        assertThat(guessed.available()).isFalse();
        assertThat(guessed.text()).contains("guessed from versions", "nodes/metrics");
        assertThat(looked.available()).isTrue();
    }

    @Test
    void noAgentClaimsToHaveSeenEvents() {
        EvidenceItem events =
                item(EvidenceSource.E8, Observed.seen(CNI), Observed.seen(new ServedSeries(List.of(), true)));

        assertThat(events.available()).isFalse();
        assertThat(events.text()).isNotBlank();
    }

    private static EvidenceItem item(EvidenceSource source, Observed<CniConfig> cni, Observed<ServedSeries> series) {
        return EvidenceList.of(evidence(cni, series)).stream()
                .filter(item -> item.source() == source)
                .findFirst()
                .orElseThrow();
    }

    private static NodeEvidence evidence(Observed<CniConfig> cni, Observed<ServedSeries> series) {
        return new NodeEvidence(
                Instant.EPOCH,
                Observed.seen(new Version(1, 27, 0)),
                Observed.missing(Reason.FORBIDDEN, "grant get on nodes"),
                missing("set --host.root"),
                missing("set --host.root"),
                Observed.seen(KubeletSettings.NONE),
                missing("set --cri.endpoint"),
                missing("set --host.root"),
                missing("set --host.root"),
                Observed.missing(Reason.INVALID, "containerd's configuration is half edited"),
                cni,
                Observed.<NodeScripts>missing(Reason.NOT_CONFIGURED, "no scripts were named"),
                missing("grant get on nodes/pods"),
                series,
                missing("grant get on nodes/pods"));
    }

    private static <T> Observed<T> missing(String text) {
        return Observed.missing(Reason.NOT_CONFIGURED, text);
    }
}
