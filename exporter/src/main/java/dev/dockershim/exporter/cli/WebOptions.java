package dev.dockershim.exporter.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The flags of an agent's HTTP server. */
final class WebOptions extends TelemetryOptions {

    @Option(
            names = "--web.listen-address",
            paramLabel = "HOST:PORT",
            defaultValue = ":10061",
            split = ",",
            description = "Address to listen on; may be given several times. Default: :10061, all addresses.")
    List<String> listenAddresses = List.of();
}
