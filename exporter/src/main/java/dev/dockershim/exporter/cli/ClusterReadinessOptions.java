package dev.dockershim.exporter.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The flags of a cluster's readiness, named as the node's are. */
final class ClusterReadinessOptions {

    @Option(
            names = "--readiness.interval",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = IntervalConverter.class,
            description = "How often the cluster's readiness is judged: 10s to 1h. Default: 30s.")
    Duration interval = Duration.ofSeconds(30);

    @Option(
            names = "--readiness.emit-passing",
            paramLabel = "BOOL",
            arity = "1",
            defaultValue = "true",
            description = "Whether checks that pass have series too. Default: true.")
    boolean emitPassing = true;

    @Option(
            names = "--readiness.accept-cri-dockerd",
            paramLabel = "BOOL",
            arity = "1",
            defaultValue = "true",
            description = "Whether a node on cri-dockerd has arrived. Default: true.")
    boolean acceptCriDockerd = true;

    /** Without 0: there is nothing else that a watcher does. */
    static final class IntervalConverter extends TimeConverter {
        IntervalConverter() {
            super("10s", "1h", false);
        }
    }
}
