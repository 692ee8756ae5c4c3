package dev.dockershim.exporter.cli;

import picocli.CommandLine.Option;

/** The flags of the HTTP server that are the same for every role. */
class TelemetryOptions {

    @Option(
            names = "--web.telemetry-path",
            paramLabel = "PATH",
            defaultValue = "/metrics",
            description = "Path of the metrics. Default: /metrics.")
    String telemetryPath = "/metrics";
}
