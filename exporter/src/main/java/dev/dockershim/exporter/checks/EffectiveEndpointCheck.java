package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;
import static dev.dockershim.exporter.evidence.EvidenceSource.E5;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.EffectiveEndpoint;
import dev.dockershim.exporter.readiness.EffectiveEndpoint.Found;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.Set;

/** RD RT-03: by flags, files and the default of the version. */
final class EffectiveEndpointCheck implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-03",
            "effective-endpoint",
            Severity.BLOCKER,
            Section.FIND_RUNTIME,
            "The kubelet uses a CRI endpoint that is not dockershim",
            "For containerd set "
                    + "--container-runtime-endpoint=unix:///run/containerd/containerd.sock in "
                    + "/var/lib/kubelet/kubeadm-flags.env, for cri-dockerd "
                    + "--container-runtime-endpoint=unix:///var/run/cri-dockerd.sock; before 1.27 add "
                    + "--container-runtime=remote. From 1.27 on the kubelet's configuration can say "
                    + "containerRuntimeEndpoint instead. Then: systemctl daemon-reload && systemctl restart "
                    + "kubelet.",
            Set.of(E2, E3, E4, E5));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        EffectiveEndpoint endpoint = RuntimeInUse.of(evidence).endpoint();
        Found found = endpoint.effective();
        if (found == null) {
            return Lacking.because(
                    "The kubelet's endpoint was not to be seen (/configz tells it from 1.27 on).",
                    evidence.process(),
                    evidence.files(),
                    evidence.configz());
        }
        String text = (endpoint.running() == null ? "The kubelet's files name " : "The kubelet uses ")
                + Words.endpoint(found.kind()) + " (" + Words.origin(found.origin()) + ")." + next(endpoint);
        return found.kind() == EndpointClass.DOCKERSHIM ? new Fail(text) : new Pass(text);
    }

    /** Files that were edited count from the kubelet's next start on. */
    private static String next(EffectiveEndpoint endpoint) {
        Found running = endpoint.running();
        Found configured = endpoint.configured();
        return running == null || configured == null || running.kind() == configured.kind()
                ? ""
                : " Its files name " + Words.endpoint(configured.kind()) + ": it has not been restarted since.";
    }
}
