package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * How many checks came to what.
 *
 * @param total all checks
 * @param pass those that pass
 * @param blockers those that fail, and are blockers
 * @param warnings those that fail, and are warnings
 * @param infos those that fail, and are only worth knowing
 * @param unknown those that cannot be told
 */
record CheckSummary(int total, int pass, int blockers, int warnings, int infos, int unknown) {

    static CheckSummary of(List<Result> results) {
        return new CheckSummary(
                results.size(),
                count(results, Verdict.Pass.class),
                failures(results, Severity.BLOCKER),
                failures(results, Severity.WARNING),
                failures(results, Severity.INFO),
                count(results, Verdict.Unknown.class));
    }

    /** In one sentence. */
    String sentence() {
        if (total == 0) {
            return "No check was made.";
        }
        if (pass == total) {
            return "All " + total + " checks pass.";
        }
        List<String> parts = new ArrayList<>();
        add(parts, blockers, "blocker", "blockers");
        add(parts, warnings, "warning", "warnings");
        add(parts, infos, "worth knowing", "worth knowing");
        add(parts, unknown, "unknown", "unknown");
        String found = String.join(", ", parts) + " of " + total + " checks.";
        return unknown + pass == total ? "Nothing is seen to fail; " + found : found;
    }

    private static void add(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    private static int count(List<Result> results, Class<? extends Verdict> kind) {
        return Math.toIntExact(results.stream()
                .filter(result -> kind.isInstance(result.verdict()))
                .count());
    }

    private static int failures(List<Result> results, Severity severity) {
        return Math.toIntExact(results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Fail)
                .filter(result -> result.check().severity() == severity)
                .count());
    }
}
