package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.PrometheusSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The flags of the Prometheus beside the demo. */
final class PrometheusOptions {

    private static final String ADDRESS = "--prometheus.listen-address";
    private static final String PROGRAM = "--prometheus.path";

    @Option(
            names = "--with-prometheus",
            description = "Start the Prometheus of this machine too, with our alerts on a time-lapse in which an hour"
                    + " takes two seconds, and print a line when an alert fires or is resolved and when a node changes"
                    + " its phase: of the nodes that move, or of all without --demo.migration. Its data go with it. The log is at error, unless --log.level says otherwise."
                    + " Default: off.")
    boolean on;

    @Option(
            names = ADDRESS,
            paramLabel = "HOST:PORT",
            defaultValue = PrometheusSettings.DEFAULT_ADDRESS,
            description = "Where that Prometheus listens; port 0 is any free one. Default: "
                    + PrometheusSettings.DEFAULT_ADDRESS + ".")
    String listenAddress = PrometheusSettings.DEFAULT_ADDRESS;

    @Option(
            names = PROGRAM,
            paramLabel = "FILE",
            defaultValue = PrometheusSettings.DEFAULT_PROGRAM,
            description =
                    "Its program, 2.40 or newer. Default: " + PrometheusSettings.DEFAULT_PROGRAM + " on the PATH.")
    String program = PrometheusSettings.DEFAULT_PROGRAM;

    /**
     * What to start; null if it is off.
     *
     * @param given what is on the command line; the environment may hold settings for whenever it is on
     * @throws IllegalArgumentException with one line for the user
     */
    @Nullable
    PrometheusSettings settings(ParseResult given) throws InterruptedException {
        if (on) {
            return PrometheusSettings.of(program, listenAddress);
        }
        for (String flag : List.of(ADDRESS, PROGRAM)) {
            if (given.hasMatchedOption(flag)) {
                throw new IllegalArgumentException(flag + ": no Prometheus is started; add --with-prometheus");
            }
        }
        return null;
    }
}
