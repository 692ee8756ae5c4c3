package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.report.Document.Cell;
import dev.dockershim.exporter.report.Document.Headline;
import dev.dockershim.exporter.report.Document.Tone;
import dev.dockershim.exporter.report.Upgrade.Finding;
import java.util.ArrayList;
import java.util.List;

/** The first thing that the report says: may the cluster be upgraded, or how much is left. */
final class Answer {

    private Answer() {}

    static Headline of(Report report) {
        Upgrade upgrade = report.upgrade();
        return upgrade == null ? whatIsLeft(report) : upgrade(upgrade);
    }

    private static Headline upgrade(Upgrade upgrade) {
        String what = upgrade.question().controlPlaneOnly() ? "the control plane" : "the cluster";
        String version = upgrade.question().version();
        List<Cell> lines = new ArrayList<>();
        for (Finding finding : upgrade.findings()) {
            lines.add(new Cell(
                    switch (finding.weight()) {
                        case BLOCKS -> Tone.BAD;
                        case UNKNOWN -> Tone.UNKNOWN;
                        case NOTE -> Tone.INFO;
                    },
                    finding.text()));
        }
        lines.add(new Cell(
                Tone.INFO,
                "Looked at: versions, " + Upgrade.SCOPE + ". Not looked at: " + String.join(", ", Upgrade.NOT_LOOKED_AT)
                        + "."));
        String scope = "as far as " + Upgrade.SCOPE + " go";
        return switch (upgrade.answer()) {
            case YES ->
                new Headline(Tone.OK, "Yes, " + scope + ": " + what + " may be upgraded to " + version + ".", lines);
            case BLOCKED ->
                new Headline(Tone.BAD, "No: " + what + " may not be upgraded to " + version + " yet.", lines);
            case UNKNOWN ->
                new Headline(
                        Tone.UNKNOWN,
                        "Not known: whether " + what + " may be upgraded to " + version + ", " + scope
                                + ", could not be found out.",
                        lines);
        };
    }

    private static Headline whatIsLeft(Report report) {
        List<ClusterNodeReadiness> nodes = report.readiness().nodes();
        if (report.readiness().evidence().nodes() instanceof Observed.Missing<?> missing) {
            return new Headline(
                    Tone.UNKNOWN, "Not known: the nodes were not to be seen.", List.of(Cell.plain(missing.sentence())));
        }
        int open = report.plan().nodes().size();
        long unknown = report.plan().nodes().stream()
                .filter(node -> node.stage() == Stage.FIND_OUT)
                .count();
        List<Cell> lines = new ArrayList<>();
        if (unknown > 0) {
            lines.add(new Cell(Tone.UNKNOWN, "Where it stands is not known of " + Words.nodes((int) unknown) + "."));
        }
        lines.add(workloads(report));
        if (nodes.isEmpty()) {
            return new Headline(Tone.UNKNOWN, "The API server shows no node.", lines);
        }
        if (open == 0) {
            lines.add(new Cell(
                    Tone.INFO, "Seen by the API server alone: files that a node's next start would read are not."));
            return new Headline(Tone.OK, "Nothing is left to do on " + Words.nodes(nodes.size()) + ".", lines);
        }
        return new Headline(
                Tone.WARNING, "Something is left to do on " + open + " of " + Words.nodes(nodes.size()) + ".", lines);
    }

    private static Cell workloads(Report report) {
        List<WorkloadRow> workloads = report.workloads();
        if (workloads == null) {
            return new Cell(Tone.UNKNOWN, "Whether workloads need Docker was not to be seen.");
        }
        long breaking = workloads.stream().filter(WorkloadRow::breaks).count();
        if (breaking > 0) {
            return new Cell(Tone.BAD, Words.count(breaking, "workload breaks", "workloads break") + " without Docker.");
        }
        boolean whole = report.readiness().pods().orNull() != null && report.dropped() == 0;
        return whole
                ? new Cell(Tone.OK, "No workload is seen to need Docker.")
                : new Cell(Tone.UNKNOWN, "No workload is seen to need Docker, and not all were to be seen.");
    }
}
