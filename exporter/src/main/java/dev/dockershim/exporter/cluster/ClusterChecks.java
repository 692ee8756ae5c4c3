package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks that a watcher makes, by what the API server shows: of each node, and of the cluster as a whole. */
public final class ClusterChecks {

    private static final List<CheckInfo> NODES = Stream.of(
                    infos(NodeObjects.RUNTIME),
                    Stream.of(BackInService.INFO),
                    infos(NodeWorkloads.CHECKS),
                    infos(NodeObjects.NETWORK),
                    Stream.of(CniErrors.INFO),
                    infos(NodeObjects.METRICS),
                    infos(NodeObjects.WINDOWS))
            .flatMap(infos -> infos)
            .toList();

    private static final List<CheckInfo> CLUSTER = Stream.of(
                    Stream.of(MixedRuntimes.INFO), infos(NodeWorkloads.CHECKS), Stream.of(ControlPlaneHeadroom.INFO))
            .flatMap(infos -> infos)
            .toList();

    private static final Set<String> BEYOND_AGENTS = Set.of(BackInService.INFO.id(), CniErrors.INFO.id());

    private ClusterChecks() {}

    /** Those of a node, in the order of {@link ClusterNodeReadiness#results()}. */
    public static List<CheckInfo> ofNodes() {
        return NODES;
    }

    /** Those of the cluster, in the order of {@link ClusterReadiness#results()}. */
    public static List<CheckInfo> ofCluster() {
        return CLUSTER;
    }

    /** All of them, each id once. */
    public static List<CheckInfo> all() {
        Map<String, CheckInfo> all = new LinkedHashMap<>();
        NODES.forEach(info -> {
            all.put(info.id(), info);
            if (info.equals(BackInService.INFO)) {
                all.put(MixedRuntimes.INFO.id(), MixedRuntimes.INFO);
            }
        });
        CLUSTER.forEach(info -> all.putIfAbsent(info.id(), info));
        return new ArrayList<>(all.values());
    }

    /** Whether no agent makes this check of its node, so that it is the watcher's on a node with an agent, too. */
    public static boolean isBeyondAgents(CheckInfo check) {
        return BEYOND_AGENTS.contains(check.id());
    }

    /** One a line: id, severity, what is judged ({@code node}, {@code cluster} or {@code both}), title. */
    public static String text() {
        return all().stream()
                .map(info -> String.format(
                        Locale.ROOT,
                        "%-8s %-8s %-8s %s\n",
                        info.id(),
                        info.severity().label(),
                        judged(info),
                        info.title()))
                .collect(Collectors.joining());
    }

    private static String judged(CheckInfo info) {
        if (!CLUSTER.contains(info)) {
            return "node";
        }
        return NODES.contains(info) ? "both" : "cluster";
    }

    private static Stream<CheckInfo> infos(List<? extends Check> checks) {
        return checks.stream().map(Check::info);
    }
}
