package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the host's files and processes tell, read in one go.
 *
 * @param process E2
 * @param files E3
 * @param docker E6: Docker's process and left-overs
 * @param dockerConfig E6, E2: Docker's configuration
 * @param containerd E6: containerd's configuration
 * @param cni E6: CNI
 * @param scripts files that were named to be searched
 */
record HostEvidence(
        Observed<KubeletProcess> process,
        Observed<KubeletFiles> files,
        Observed<DockerDaemon> docker,
        Observed<DockerConfig> dockerConfig,
        Observed<ContainerdConfig> containerd,
        Observed<CniConfig> cni,
        Observed<NodeScripts> scripts) {

    /** Reads the host. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads once.
         *
         * @param containerd version of containerd, which its defaults depend on; null if unknown
         */
        HostEvidence read(@Nullable Version containerd);
    }

    /** All of it is missing for the same reason. */
    static HostEvidence missing(Reason reason, String text) {
        return new HostEvidence(
                Observed.missing(reason, text),
                Observed.missing(reason, text),
                Observed.missing(reason, text),
                Observed.missing(reason, text),
                Observed.missing(reason, text),
                Observed.missing(reason, text),
                Observed.missing(reason, text));
    }
}
