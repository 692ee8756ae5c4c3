package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.web.WebAccess;
import dev.dockershim.exporter.webconfig.WebConfigFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the HTTP server that are the same for every role. */
class TelemetryOptions {

    @Option(
            names = "--web.telemetry-path",
            paramLabel = "PATH",
            defaultValue = "/metrics",
            description = "Path of the metrics. Default: /metrics.")
    String telemetryPath = "/metrics";

    @Option(
            names = "--web.config.file",
            paramLabel = "FILE",
            description = "TLS, users, response headers and a rate limit, in the format of Prometheus' exporters;"
                    + " docs/web-config.md. Default: none, plain HTTP that is open to everybody.")
    private @Nullable String configFile;

    @Option(names = "--web.access-log", description = "Log a line for each request. Default: off.")
    private boolean accessLog;

    /**
     * Who may ask.
     *
     * @throws IllegalArgumentException with one line that names flag, file and key if the file cannot be used
     */
    WebAccess access() {
        return configFile == null || configFile.isEmpty()
                ? new WebAccess(null, accessLog)
                : new WebAccess(WebConfigFile.open(configFile), accessLog);
    }
}
