package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Document.Block;
import dev.dockershim.exporter.report.Document.Cell;
import dev.dockershim.exporter.report.Document.Code;
import dev.dockershim.exporter.report.Document.Grid;
import dev.dockershim.exporter.report.Document.Heading;
import dev.dockershim.exporter.report.Document.Procedure;
import dev.dockershim.exporter.report.Document.Text;
import dev.dockershim.exporter.report.Document.Tone;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what is in a report, in the order in which a decision needs it. */
final class ReportText {

    /** Checks that are told together if they have one reason. */
    private static final int SHARED = 3;

    private final Report report;
    private final int limit;
    private final int procedures;
    private final List<Block> blocks = new ArrayList<>();

    private ReportText(Report report, int limit, int procedures) {
        this.report = report;
        this.limit = limit;
        this.procedures = procedures;
    }

    /**
     * The report in words.
     *
     * @param limit rows of a table at most
     * @param procedures nodes whose steps are told at most
     */
    static Document of(Report report, int limit, int procedures) {
        return new ReportText(report, limit, procedures).document();
    }

    private Document document() {
        ClusterReadiness readiness = report.readiness();
        blocks.add(Answer.of(report));
        nodes();
        checks();
        workloads();
        agents();
        unknown();
        plan();
        return new Document(
                "Leaving dockershim",
                "Kubernetes "
                        + (readiness.server().orNull() == null
                                ? "of unknown version"
                                : readiness.server().orNull()) + ", "
                        + readiness.at().truncatedTo(ChronoUnit.SECONDS),
                blocks);
    }

    private void nodes() {
        List<ClusterNodeReadiness> nodes = report.readiness().nodes();
        if (nodes.isEmpty()) {
            return;
        }
        heading("Nodes", nodes.size());
        Map<Phase, Map<String, Integer>> byPhase = new TreeMap<>();
        for (ClusterNodeReadiness node : nodes) {
            String runtime = Words.runtime(node.node().object().runtime());
            byPhase.computeIfAbsent(node.phase(), any -> new TreeMap<>()).merge(runtime, 1, Integer::sum);
        }
        List<List<Cell>> rows = new ArrayList<>();
        byPhase.forEach((phase, runtimes) -> rows.add(List.of(
                new Cell(tone(phase), phase.label()),
                Cell.plain(String.valueOf(
                        runtimes.values().stream().mapToInt(Integer::intValue).sum())),
                Cell.plain(runtimes.entrySet().stream()
                        .map(entry -> entry.getKey() + " × " + entry.getValue())
                        .collect(Collectors.joining(", "))))));
        blocks.add(new Grid(List.of("Phase", "Nodes", "Runtimes"), rows, 0));
    }

    private Tone tone(Phase phase) {
        return switch (phase) {
            case UNSUPPORTED -> Tone.BAD;
            case UNKNOWN -> Tone.UNKNOWN;
            case DOCKERSHIM -> Tone.WARNING;
            case DRAINING, MIGRATING -> Tone.INFO;
            case CRI_DOCKERD -> report.acceptCriDockerd() ? Tone.OK : Tone.WARNING;
            case MIGRATED -> Tone.OK;
        };
    }

    private void checks() {
        if (report.failing().isEmpty()) {
            return;
        }
        heading("What fails", report.failing().size());
        grid(
                List.of("Check", "Severity", "Nodes", "Found"),
                report.failing(),
                row -> List.of(
                        new Cell(tone(row.check()), row.check().id()),
                        Cell.plain(row.check().severity().label()),
                        nodes(row),
                        Cell.plain(
                                row.found().size() == 1 && row.nodes().size() > 1
                                        ? row.text() + " (" + Words.some(row.nodes()) + ")"
                                        : row.text())));
        grid(
                List.of("Check", "What to do"),
                report.failing(),
                row -> List.of(
                        Cell.plain(row.check().id()), Cell.plain(row.check().remedy())));
    }

    private static Tone tone(CheckInfo check) {
        return switch (check.severity()) {
            case BLOCKER -> Tone.BAD;
            case WARNING -> Tone.WARNING;
            case INFO -> Tone.INFO;
        };
    }

    private void workloads() {
        List<WorkloadRow> rows = report.workloads();
        if (rows == null || rows.isEmpty()) {
            return;
        }
        heading("Workloads that use Docker", rows.size());
        List<WorkloadRow> worst =
                new ArrayList<>(rows.stream().filter(WorkloadRow::breaks).toList());
        rows.stream().filter(row -> !row.breaks()).forEach(worst::add);
        grid(
                List.of("Workload", "Type", "Namespace", "Pods", "By"),
                worst,
                row -> List.of(
                        new Cell(
                                row.breaks() ? Tone.BAD : Tone.WARNING,
                                row.workload().name()),
                        Cell.plain(row.workload().type()),
                        Cell.plain(row.workload().namespace()),
                        Cell.plain(pods(row.pods())),
                        Cell.plain(row.methods().stream().map(Method::label).collect(Collectors.joining(", ")))));
        blocks.add(new Text(Cell.dim(
                "✕ breaks without Docker: a check that blocks fails for it; ▲ may. Until its node leaves Docker, nothing"
                        + " changes for it.")));
    }

    private static String pods(int pods) {
        return pods == 0 ? "template only" : String.valueOf(pods);
    }

    private void agents() {
        List<AgentRow> rows = report.agents();
        if (rows == null || rows.isEmpty()) {
            return;
        }
        heading("Telemetry and security agents", rows.size());
        Set<String> breaking = breaking();
        grid(
                List.of("Workload", "Namespace", "Vendor", "Pods", "Uses Docker"),
                rows,
                row -> List.of(
                        new Cell(
                                breaking.contains(row.namespace() + "/" + row.workload()) ? Tone.BAD : Tone.WARNING,
                                row.workload()),
                        Cell.plain(row.namespace()),
                        Cell.plain(row.vendor()),
                        Cell.plain(pods(row.pods())),
                        Cell.plain(row.verdict().label())));
    }

    /** Agents have no type, as in their series: what the table of workloads says of one of that name. */
    private Set<String> breaking() {
        List<WorkloadRow> rows = report.workloads();
        return (rows == null ? List.<WorkloadRow>of() : rows)
                .stream()
                        .filter(WorkloadRow::breaks)
                        .map(row -> row.workload().toString())
                        .collect(Collectors.toSet());
    }

    private void unknown() {
        List<Gap> gaps = report.gaps();
        int count = gaps.size() + report.unknown().size() + (report.dropped() > 0 ? 1 : 0);
        if (count == 0) {
            return;
        }
        heading("Not known", count);
        if (!gaps.isEmpty()) {
            grid(
                    List.of("Resource", "Reason", "What is missing"),
                    gaps,
                    gap -> List.of(
                            new Cell(Tone.UNKNOWN, gap.resource()),
                            Cell.plain(
                                    gap.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                            Cell.plain(gap.text())));
        }
        String grant = Gap.grant(gaps);
        if (!grant.isEmpty()) {
            blocks.add(new Text(Cell.plain("To grant it, add to the reader's ClusterRole:")));
            blocks.add(new Code(grant));
        }
        if (report.dropped() > 0) {
            blocks.add(new Text(new Cell(
                    Tone.UNKNOWN, report.dropped() + " findings of workloads are left out: there are too many.")));
        }
        unknownChecks();
    }

    /** What many checks have in common is said once, and not in each of their rows. */
    private void unknownChecks() {
        Map<String, List<CheckRow>> byReason = report.unknown().stream().collect(Collectors.groupingBy(CheckRow::text));
        List<CheckRow> alone = report.unknown().stream()
                .filter(row -> byReason.getOrDefault(row.text(), List.of()).size() < SHARED)
                .toList();
        if (!alone.isEmpty()) {
            grid(
                    List.of("Check", "Nodes", "Not known whether", "Because"),
                    alone,
                    row -> List.of(id(row), nodes(row), Cell.plain(row.check().title()), Cell.plain(row.text())));
        }
        Set<String> told = new HashSet<>();
        for (CheckRow first : report.unknown()) {
            List<CheckRow> rows = byReason.getOrDefault(first.text(), List.of());
            if (rows.size() >= SHARED && told.add(first.text())) {
                blocks.add(new Text(new Cell(Tone.UNKNOWN, rows.size() + " checks: " + first.text())));
                grid(
                        List.of("Check", "Nodes", "Not known whether"),
                        rows,
                        row -> List.of(
                                id(row), nodes(row), Cell.plain(row.check().title())));
            }
        }
    }

    private static Cell id(CheckRow row) {
        return new Cell(Tone.UNKNOWN, row.check().id());
    }

    private static Cell nodes(CheckRow row) {
        return Cell.plain(
                row.nodes().isEmpty() ? "–" : String.valueOf(row.nodes().size()));
    }

    private void plan() {
        List<PlannedNode> nodes = report.plan().nodes();
        if (nodes.isEmpty()) {
            return;
        }
        heading("Plan: in this order", nodes.size());
        List<Placed> placed = new ArrayList<>(nodes.size());
        nodes.forEach(node -> placed.add(new Placed(placed.size() + 1, node)));
        grid(List.of("#", "Node", "To do", "Phase", "Kubelet", "Evict", "In the way"), placed, this::row);
        blocks.add(new Text(Cell.dim("One node after the other; those of the control plane last, and each only when the"
                + " one before is back.")));
        List<Placed> withSteps =
                placed.stream().filter(one -> !one.node().steps().isEmpty()).toList();
        withSteps.stream()
                .limit(procedures)
                .forEach(one -> blocks.add(new Procedure(
                        one.place() + ". " + one.node().name() + ": "
                                + one.node().stage().title(),
                        one.node().steps())));
        int untold = withSteps.size() - procedures;
        if (untold > 0) {
            blocks.add(new Text(Cell.dim("The steps of " + Words.count(untold, "more node", "more nodes")
                    + " are left out here: --all tells them.")));
        }
    }

    /** A node with its place in the plan, from 1. */
    private record Placed(int place, PlannedNode node) {}

    private List<Cell> row(Placed placed) {
        PlannedNode node = placed.node();
        Drain drain = node.drain();
        return List.of(
                Cell.plain(String.valueOf(placed.place())),
                Cell.plain(node.name()),
                Cell.plain(node.stage().title()),
                new Cell(tone(node.node().phase()), node.node().phase().label()),
                Cell.plain(Words.version(node.node().node().object().kubelet())),
                Cell.plain(drain == null ? "?" : String.valueOf(drain.evictable())),
                Cell.plain(inTheWay(node)));
    }

    private static String inTheWay(PlannedNode node) {
        List<String> parts = new ArrayList<>();
        if (!node.blockers().isEmpty()) {
            parts.add(node.blockers().stream()
                    .map(Result::check)
                    .map(CheckInfo::id)
                    .collect(Collectors.joining(", ")));
        }
        Drain drain = node.drain();
        if (drain == null) {
            parts.add("pods unknown");
        } else {
            List<String> budgets = drain.budgets();
            if (budgets == null) {
                parts.add("budgets unknown");
            } else {
                add(parts, "budget ", budgets);
            }
            add(parts, "two budgets of ", drain.shared());
            add(parts, "only pod of ", drain.singletons());
            add(parts, "all pods of ", drain.together());
            add(parts, "made by nothing: ", drain.bare());
            if (!drain.localData().isEmpty()) {
                parts.add("emptyDir of " + Words.count(drain.localData().size(), "pod", "pods"));
            }
        }
        return parts.isEmpty() ? "–" : String.join("; ", parts);
    }

    private static void add(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(what + Words.some(names));
        }
    }

    private void heading(String text, int count) {
        blocks.add(new Heading(text, count));
    }

    private <T> void grid(List<String> columns, List<T> rows, Function<T, List<Cell>> cells) {
        blocks.add(new Grid(columns, rows.stream().limit(limit).map(cells).toList(), Math.max(0, rows.size() - limit)));
    }
}
