package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;

/** RD NS-01: only files that were named are searched; what people type over SSH cannot be seen. */
final class DockerInScripts implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "NS-01",
            "docker-in-node-scripts",
            Severity.WARNING,
            Section.AFFECTED,
            "The node's own scripts, units and tables do without Docker",
            "Let scripts use crictl, or the runtime's own tool, in place of docker. Agents "
                    + "installed on the node itself: ask their vendor. Name the files to search with "
                    + "--readiness.search-path.",
            Set.of(E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        NodeScripts scripts = evidence.scripts().orNull();
        if (scripts == null) {
            return Lacking.because("No scripts were searched.", evidence.scripts());
        }
        if (scripts.usingDocker() > 0) {
            return new Fail(Words.count(scripts.usingDocker(), "file") + " of " + scripts.read() + " call Docker.");
        }
        if (scripts.unread() > 0) {
            return new Unknown(Words.count(scripts.unread(), "file") + " could not be searched; none of the other "
                    + scripts.read() + " calls Docker.");
        }
        return scripts.read() == 0
                ? new Unknown("There is no file at the places that were named.")
                : new Pass("None of " + Words.count(scripts.read(), "file") + " calls Docker.");
    }
}
