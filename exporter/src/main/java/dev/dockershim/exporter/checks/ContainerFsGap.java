package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E9;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.ServedSeries.One;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;

/** RD MX-01. Prometheus may drop series of its own accord: that is no proof for the node. */
final class ContainerFsGap implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "MX-01",
            "container-fs-gap",
            Severity.WARNING,
            Section.AFFECTED,
            "Each of the 13 container_fs series is served once, for each container",
            "Let this exporter serve what is missing (--series.when=missing, all families), and "
                    + "scrape it. Where a series is served twice, leave it out here (--series.families), or "
                    + "at Prometheus.",
            Set.of(E9));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private static final int SERIES = 13;

    /** Snapshotters that are no file system of the node tell no capacity and no inodes (containerd/containerd#10095). */
    private static final Set<String> OF_CAPACITY =
            Set.of("container_fs_limit_bytes", "container_fs_inodes_total", "container_fs_inodes_free");

    @Override
    public Verdict judge(NodeEvidence evidence) {
        ServedSeries series = evidence.series().orNull();
        NodeObject node = evidence.node().orNull();
        if (node != null && node.os().equals("windows")) {
            return new Unknown("The series are those of Linux; the node is a Windows node.");
        }
        if (series == null) {
            return Lacking.because("Who serves the series was not to be seen.", evidence.series());
        }
        int none = 0;
        int both = 0;
        int partial = 0;
        int unclear = 0;
        int kubelet = 0;
        int bridge = 0;
        for (One one : series.series()) {
            switch (one.by()) {
                case NONE -> none++;
                case BOTH -> both++;
                case PARTIAL -> {
                    if (OF_CAPACITY.contains(one.metric())) {
                        unclear++;
                    } else {
                        partial++;
                    }
                }
                case KUBELET -> kubelet++;
                case BRIDGE -> bridge++;
            }
        }
        String text = "Of " + SERIES + " series the kubelet serves " + kubelet + " and this exporter " + bridge;
        if (none + both + partial > 0) {
            return new Fail(
                    text + "; missing " + none + ", for some containers only " + partial + ", twice " + both + ".");
        }
        if (unclear > 0) {
            return new Unknown(text + "; " + unclear
                    + " of capacity and inodes are there for some containers only: not every snapshotter has them.");
        }
        if (series.series().size() < SERIES) {
            return new Unknown(text + "; nothing is known of the others.");
        }
        return kubelet > 0 && !series.seen()
                ? new Unknown(text + ", as versions let expect: the kubelet's own was not to be seen.")
                : new Pass(text + ".");
    }
}
