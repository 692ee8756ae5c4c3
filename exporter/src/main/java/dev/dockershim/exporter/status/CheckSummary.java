package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
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

    /** In one pass, since a cluster's page counts those of thousands of nodes. */
    static CheckSummary of(List<Result> results) {
        int pass = 0;
        int unknown = 0;
        int blockers = 0;
        int warnings = 0;
        int infos = 0;
        for (Result result : results) {
            if (result.verdict() instanceof Verdict.Pass) {
                pass++;
            } else if (result.verdict() instanceof Verdict.Unknown) {
                unknown++;
            } else {
                switch (result.check().severity()) {
                    case BLOCKER -> blockers++;
                    case WARNING -> warnings++;
                    case INFO -> infos++;
                }
            }
        }
        return new CheckSummary(results.size(), pass, blockers, warnings, infos, unknown);
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
}
