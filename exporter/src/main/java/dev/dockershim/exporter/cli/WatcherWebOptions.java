package dev.dockershim.exporter.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The flags of a watcher's HTTP server. */
final class WatcherWebOptions extends TelemetryOptions {

    @Option(
            names = "--web.listen-address",
            paramLabel = "HOST:PORT",
            defaultValue = ":10062",
            split = ",",
            description = "Address to listen on; may be given several times. Default: :10062, all addresses.")
    List<String> listenAddresses = List.of();
}
