package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.kubelet.PodSpecsSource;
import dev.dockershim.exporter.readiness.NodeJudge;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.PhaseTracker;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What readiness is made of besides the kubelet, the runtime and the API server.
 *
 * @param host reads the host; null if its file system is not mounted
 * @param pods makes the source of the node's pods; null if there is none
 * @param judge evidence to phase and verdicts
 * @param findings what is counted of pods
 */
record ReadinessParts(
        HostEvidence.@Nullable Reader host,
        @Nullable Function<KubeletClient, Source<List<PodSpec>>> pods,
        Function<NodeEvidence, NodeReadiness> judge,
        Function<List<PodSpec>, WorkloadFindings> findings) {

    /** Those of the program. */
    static ReadinessParts of(ReadinessConfig config) {
        PhaseFile file = config.stateFile() == null ? null : new PhaseFile(config.stateFile());
        NodeJudge judge = new NodeJudge(
                NodeChecks.catalogue().checks(),
                new PhaseTracker(config.timing().phases(), file == null ? null : file.read()));
        return new ReadinessParts(
                config.hostRoot() == null ? null : new HostFiles(config.hostRoot(), config.searchPaths()),
                PodSpecsSource::new,
                evidence -> kept(judge.judge(evidence), file),
                pods -> WorkloadFindings.of(pods, WorkloadFindings.CAP));
    }

    private static NodeReadiness kept(NodeReadiness readiness, @Nullable PhaseFile file) {
        if (file != null) {
            file.keep(readiness.phase(), readiness.phaseSince());
        }
        return readiness;
    }
}
