package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.ReadinessTiming;
import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.readiness.PhaseTiming;
import java.time.Duration;

/** How agents and watcher judge where an hour takes two seconds: as often as it is scraped, and without waiting. */
final class TimeLapse {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** What is seen twice has held: a node is read piece by piece, and may have moved in between. */
    private static final PhaseTiming PHASES = new PhaseTiming(Duration.ofMillis(500), Duration.ofSeconds(1));

    static final ReadinessTiming TIMING = new ReadinessTiming(PHASES, Duration.ZERO, INTERVAL, 1);

    static final ClusterPolicy POLICY = new ClusterPolicy(
            ClusterPolicy.DEFAULT.stall().dividedBy(1800),
            ClusterPolicy.DEFAULT.findings(),
            ClusterPolicy.DEFAULT.deferToAgents(),
            PHASES);

    private TimeLapse() {}
}
