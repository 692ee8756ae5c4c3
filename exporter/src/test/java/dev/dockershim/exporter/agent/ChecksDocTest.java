package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.docs.GeneratedFile;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Makes docs/checks.md from the catalogue. */
class ChecksDocTest {

    private static final String HEAD = """
            # Checks

            <!-- Made from the code by `make docs`. -->

            What an agent judges of its node, point by point of the Kubernetes guide
            [Migrating from dockershim](https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/).
            Each check passes, fails, or is unknown; what was not to be seen is unknown, never passed.
            `agent --list-checks` prints the same list.

            The severity of an id never changes. Where a warning blocks under a condition, that is a check of its own with
            the same id and `-B`; `RT-07-W` is `RT-07` before the move, when it is not urgent yet.
            A check that does not concern a node passes there, and says so.

            `DC-01` to `DC-07` apply where Docker's configuration sets something. On a node on dockershim a failure means
            that no successor was found yet, on a migrated node that the setting is lost; on cri-dockerd most settings stay
            in force.

            `WL-*` and `TA-*` look at this node's pods, and name the workloads. `-B` is what weighs more together: a parent
            directory of Docker's socket with proof of use, a command of Docker's in a privileged container, an agent that
            is seen to use Docker. `WL-01-W` is a volume of Docker's socket that no container mounts.

            Two points of the guide take more than one node can see, and are the watcher's: whether a node is back in
            service (`RT-09`), which takes how long it has been cordoned, and which runtimes a cluster has (`RT-10`).

            ## Evidence

            | source | what it is |
            |---|---|
            """;

    @Test
    void docsOfChecksAreThoseOfTheCatalogue() {
        StringBuilder doc = new StringBuilder(HEAD);
        for (EvidenceSource source : EvidenceSource.values()) {
            doc.append("| ").append(source).append(" | ").append(source.title()).append(" |\n");
        }
        List<Check> checks = NodeChecks.catalogue().checks();
        doc.append("\n## All checks\n\n| id | severity | what passes |\n|---|---|---|\n");
        for (Check check : checks) {
            CheckInfo info = check.info();
            doc.append("| [")
                    .append(info.id())
                    .append("](#")
                    .append(anchor(info))
                    .append(") | ");
            doc.append(info.severity().label())
                    .append(" | ")
                    .append(cell(info.title()))
                    .append(" |\n");
        }
        for (Check check : checks) {
            describe(doc, check.info());
        }
        GeneratedFile.check("docs", "docs/checks.md", doc.toString());
    }

    private static void describe(StringBuilder doc, CheckInfo info) {
        doc.append("\n## ").append(info.id()).append(' ').append(info.name()).append("\n\n");
        doc.append("Severity **").append(info.severity().label()).append("**. Guide: [");
        doc.append(info.section().title())
                .append("](")
                .append(info.section().url())
                .append(").\n\n");
        doc.append("- Passes: ").append(info.title()).append(".\n");
        doc.append("- Remedy: ").append(info.remedy()).append('\n');
        doc.append("- Evidence: ")
                .append(
                        info.evidence().isEmpty()
                                ? "none is needed"
                                : info.evidence().stream()
                                        .sorted()
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")))
                .append(".\n");
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(CheckInfo info) {
        return (info.id() + "-" + info.name()).toLowerCase(Locale.ROOT).replace(".", "");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
