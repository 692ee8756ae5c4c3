package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.Set;

/** RD DC-00: no file means defaults; what cannot be parsed leaves DC-01 to DC-07 unknown. */
final class DockerConfigReadable implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "DC-00",
            "daemon-json-readable",
            Severity.INFO,
            Section.AFFECTED,
            "Docker's configuration can be read",
            "Mend Docker's configuration so that it is one JSON object: python3 -m json.tool "
                    + "/etc/docker/daemon.json says where it is not. Take care that no setting is both "
                    + "there and on dockerd's command line: dockerd refuses to start then.",
            Set.of(E2, E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        if (evidence.dockerConfig() instanceof Observed.Missing<DockerConfig> missing) {
            return missing.reason() == Reason.INVALID
                    ? new Fail("Docker's configuration cannot be parsed.")
                    : Lacking.because("Docker's configuration was not to be seen.", missing);
        }
        return new Pass("Docker's configuration was read, or there is none.");
    }
}
