package dev.dockershim.exporter.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The flags of the HTTP server. */
final class WebOptions {

    @Option(
            names = "--web.listen-address",
            paramLabel = "HOST:PORT",
            defaultValue = ":10061",
            split = ",",
            description = "Address to listen on; may be given several times. Default: :10061, all addresses.")
    List<String> listenAddresses = List.of();

    @Option(
            names = "--web.telemetry-path",
            paramLabel = "PATH",
            defaultValue = "/metrics",
            description = "Path of the metrics. Default: /metrics.")
    String telemetryPath = "/metrics";
}
