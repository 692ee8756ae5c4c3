package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterPolicy;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of how a cluster is judged. */
final class WatcherOptions {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int MOST_FINDINGS = 100_000;

    @Option(
            names = "--watcher.agent-namespace",
            paramLabel = "NAMESPACE",
            description =
                    "Where pods are believed to be agents of this exporter, or any. Default: the namespace that this"
                            + " runs in ($POD_NAMESPACE, else the service account's); any if there is none, and with"
                            + " --kubeconfig.")
    private @Nullable String agentNamespace;

    @Option(
            names = "--watcher.defer-to-agents",
            paramLabel = "BOOL",
            arity = "1",
            defaultValue = "true",
            description =
                    "Whether a node with a ready agent is left to that, but for what no agent can see. Default: true.")
    private boolean deferToAgents = true;

    @Option(
            names = "--watcher.stall-after",
            paramLabel = "TIME",
            defaultValue = "2h",
            converter = StallConverter.class,
            description =
                    "How long a node that has arrived may stay out of service before check RT-09 fails: 1m to 168h."
                            + " Default: 2h.")
    private Duration stallAfter = ClusterPolicy.DEFAULT.stall();

    @Option(
            names = "--watcher.max-findings",
            paramLabel = "N",
            defaultValue = "500",
            description = "Series of each kind of finding at most; dockershim_findings_dropped counts those beyond."
                    + " Default: 500.")
    private int maxFindings = ClusterPolicy.DEFAULT.findings();

    /**
     * How the cluster is judged.
     *
     * @throws IllegalArgumentException with one line that names the flag at fault
     */
    ClusterPolicy toPolicy() {
        if (maxFindings < 1 || maxFindings > MOST_FINDINGS) {
            throw new IllegalArgumentException(
                    "--watcher.max-findings: " + maxFindings + " is not from 1 to " + MOST_FINDINGS);
        }
        return new ClusterPolicy(stallAfter, maxFindings, deferToAgents);
    }

    /**
     * The namespace of agents; null for any.
     *
     * @param own the namespace that this runs in; null if there is none
     * @throws IllegalArgumentException with one line that names the flag at fault
     */
    @Nullable
    String agentNamespace(@Nullable String own) {
        if (agentNamespace == null || agentNamespace.equals("any")) {
            return agentNamespace == null ? own : null;
        }
        if (!NAMESPACE.matcher(agentNamespace).matches()) {
            throw new IllegalArgumentException("--watcher.agent-namespace: '" + agentNamespace + "' is no namespace");
        }
        return agentNamespace;
    }

    static final class StallConverter extends TimeConverter {
        StallConverter() {
            super("1m", "168h", false);
        }
    }
}
