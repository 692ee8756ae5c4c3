package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.PrometheusSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the Prometheus beside the demo. */
final class PrometheusOptions {

    @Option(
            names = "--with-prometheus",
            description = "Start the Prometheus of this machine too, with our alerts on a time-lapse in which an hour"
                    + " takes two seconds, and print a line when an alert fires or is resolved and when a node changes"
                    + " its phase. Its data go with it. The log is at error, unless --log.level says otherwise."
                    + " Default: off.")
    boolean on;

    @Option(
            names = "--prometheus.listen-address",
            paramLabel = "HOST:PORT",
            defaultValue = PrometheusSettings.DEFAULT_ADDRESS,
            description = "Where that Prometheus listens; port 0 is any free one. Default: "
                    + PrometheusSettings.DEFAULT_ADDRESS + ".")
    String listenAddress = PrometheusSettings.DEFAULT_ADDRESS;

    @Option(
            names = "--prometheus.path",
            paramLabel = "FILE",
            defaultValue = PrometheusSettings.DEFAULT_PROGRAM,
            description =
                    "Its program, 2.40 or newer. Default: " + PrometheusSettings.DEFAULT_PROGRAM + " on the PATH.")
    String program = PrometheusSettings.DEFAULT_PROGRAM;

    /**
     * What to start; null if it is off.
     *
     * @throws IllegalArgumentException with one line for the user
     */
    @Nullable
    PrometheusSettings settings() {
        return on ? PrometheusSettings.of(program, listenAddress) : null;
    }
}
