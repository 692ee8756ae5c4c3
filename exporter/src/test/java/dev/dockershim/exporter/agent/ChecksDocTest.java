package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.cluster.ClusterChecks;
import dev.dockershim.exporter.docs.GeneratedFile;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Makes docs/checks.md, and what dashboards know of checks, from the catalogues of the agent and of the watcher. */
class ChecksDocTest {

    private static final String HEAD = """
            # Checks

            <!-- Made from the code by `make docs`. -->

            What is judged, point by point of the Kubernetes guide
            [Migrating from dockershim](https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/).
            Each check passes, fails, or is unknown; what was not to be seen is unknown, never passed.
            `agent --list-checks` and `watcher --list-checks` print what each of them judges.

            An **agent** judges its node by all that it may read there. A **watcher** judges by what the API server shows:
            each node by its Node object, its pods and events, and the cluster by all nodes, pods, and the templates of
            workloads, of which no pod needs to run now (a CronJob between two runs, a Deployment at 0). What only a node
            can tell is unknown to it. On a node with an agent only `RT-09` and `CN-05` are the watcher's.

            The severity of an id never changes. Where a warning blocks under a condition, that is a check of its own with
            the same id and `-B`; `RT-07-W` is `RT-07` before the move, when it is not urgent yet.
            A check that does not concern a node passes there, and says so.

            `DC-01` to `DC-07` apply where Docker's configuration sets something. On a node on dockershim a failure means
            that no successor was found yet, on a migrated node that the setting is lost; on cri-dockerd most settings stay
            in force.

            `WL-*` and `TA-*` look at pods, and name the workloads: an agent at those of its node, a watcher at those of each
            node, and at all pods and templates of the cluster. `-B` is what weighs more together: a parent directory of
            Docker's socket with proof of use, a command of Docker's in a privileged container, an agent that is seen to use
            Docker. `WL-01-W` is a volume of Docker's socket that no container mounts. For `WL-07` a watcher looks at events,
            too. A pod that has finished uses nothing, and counts for nothing there.

            `RT-09` fails only for a node that was seen to arrive, and has not been in service since: autoscalers and
            maintenance cordon nodes too, so that any other cordon leaves it unknown. `CN-05` is unknown unless an event of
            the last hour tells of an error, which is as long as an API server keeps them. `RT-10` counts, and never fails.

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
        List<CheckInfo> agents = agents();
        List<CheckInfo> checks = all(agents);
        doc.append("\n## All checks\n\n| id | severity | agent | watcher | what passes |\n|---|---|---|---|---|\n");
        for (CheckInfo info : checks) {
            doc.append("| [")
                    .append(info.id())
                    .append("](#")
                    .append(anchor(info))
                    .append(") | ");
            doc.append(info.severity().label())
                    .append(agents.contains(info) ? " | node | " : " | | ")
                    .append(watched(info))
                    .append(cell(info.title()))
                    .append(" |\n");
        }
        checks.forEach(info -> describe(doc, info));
        GeneratedFile.check("docs", "docs/checks.md", doc.toString());
    }

    @Test
    void theChecksOfTheDashboardsAreThoseOfTheCatalogue() {
        StringBuilder mixin = new StringBuilder("""
                // Each check, how much it weighs, and what it finds if it passes. Made from the code by `make docs`.
                [
                """);
        for (CheckInfo info : all(agents())) {
            mixin.append("  { id: '")
                    .append(info.id())
                    .append("', severity: '")
                    .append(info.severity().label())
                    .append("', title: ")
                    .append(quoted(info.title()))
                    .append(" },\n");
        }
        GeneratedFile.check(
                "docs", "mixin/lib/checks.libsonnet", mixin.append("]\n").toString());
    }

    private static List<CheckInfo> agents() {
        return NodeChecks.catalogue().checks().stream().map(Check::info).toList();
    }

    /** The agent's, and after the last one of the same section what is the watcher's alone. */
    private static List<CheckInfo> all(List<CheckInfo> agents) {
        List<CheckInfo> all = new ArrayList<>(agents);
        for (CheckInfo info : ClusterChecks.all()) {
            if (!all.contains(info)) {
                int at = all.size();
                for (int i = 0; i < all.size(); i++) {
                    if (all.get(i).id().startsWith(info.id().substring(0, 3))) {
                        at = i + 1;
                    }
                }
                all.add(at, info);
            }
        }
        return all;
    }

    private static String watched(CheckInfo info) {
        boolean node = ClusterChecks.ofNodes().contains(info);
        boolean cluster = ClusterChecks.ofCluster().contains(info);
        return (node && cluster ? "node, cluster | " : node ? "node | " : cluster ? "cluster | " : "| ");
    }

    private static void describe(StringBuilder doc, CheckInfo info) {
        // What links from outside, such as a dashboard's, knows of a check is its id alone.
        doc.append("\n<a id=\"").append(info.id()).append("\"></a>\n");
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

    /** As jsonnetfmt writes a string. */
    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\");
        return text.contains("'") ? "\"" + escaped.replace("\"", "\\\"") + "\"" : "'" + escaped + "'";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
