package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RD RT-05; kubernetes/kubeadm#2426. dockershim's own socket is usually written without: that is RT-03, not this. */
final class EndpointScheme implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-05",
            "endpoint-scheme",
            Severity.WARNING,
            Section.CONTAINERD,
            "CRI endpoints are written with their scheme, unix://",
            "Write the endpoint with unix:// before its path: in the kubelet's flags or "
                    + "configuration, and in the node's annotation (kubectl edit node).",
            Set.of(E1, E2, E3, E4));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        List<String> bare = new ArrayList<>();
        KubeletProcess process = evidence.process().orNull();
        if (process != null) {
            add(bare, process.flags().endpoint(), "the kubelet's command line");
        }
        KubeletFiles files = evidence.files().orNull();
        if (files != null) {
            add(bare, files.flags().endpoint(), "the files that its flags are read from");
            add(bare, files.config().endpoint(), "the kubelet's configuration");
            add(bare, files.instanceConfig(), "kubeadm's instance configuration");
        }
        KubeletSettings configz = evidence.configz().orNull();
        Endpoint merged = configz == null ? null : configz.endpoint();
        add(bare, merged, "/configz");
        NodeObject node = evidence.node().orNull();
        if (node != null) {
            add(bare, node.criSocket(), "kubeadm's annotation");
        }
        if (!bare.isEmpty()) {
            return new Fail("The scheme is missing in: " + String.join(", ", bare) + ".");
        }
        boolean unread = !isTold(evidence.process()) || !isTold(evidence.files());
        return unread || (process == null && files == null && merged == null)
                ? Lacking.because(
                        "The kubelet's endpoint was not to be seen as it is written.",
                        evidence.process(),
                        evidence.files(),
                        evidence.configz())
                : new Pass("Each endpoint that was seen has its scheme, or is dockershim's.");
    }

    /** What is there and could not be read may hold a bare one; what was not granted is left to the others. */
    private static boolean isTold(Observed<?> observed) {
        return !(observed instanceof Observed.Missing<?> missing)
                || missing.reason() == Observed.Reason.NOT_CONFIGURED
                || missing.reason() == Observed.Reason.ABSENT;
    }

    private static void add(List<String> bare, @Nullable Endpoint endpoint, String place) {
        if (endpoint != null && !endpoint.scheme() && endpoint.kind() != EndpointClass.DOCKERSHIM) {
            bare.add(place);
        }
    }
}
