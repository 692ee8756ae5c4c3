package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the node's readiness. */
final class ReadinessOptions {

    @Option(
            names = "--readiness.interval",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = IntervalConverter.class,
            description = "How often the node's readiness is judged: 10s to 1h; 0 turns it off. Default: 1m.")
    private Duration interval = Duration.ofMinutes(1);

    @Option(
            names = "--readiness.emit-passing",
            paramLabel = "BOOL",
            arity = "1",
            defaultValue = "true",
            description = "Whether checks that pass have series too. Default: true.")
    private boolean emitPassing = true;

    @Option(
            names = "--readiness.accept-cri-dockerd",
            paramLabel = "BOOL",
            arity = "1",
            defaultValue = "true",
            description = "Whether a node on cri-dockerd has arrived. Default: true.")
    private boolean acceptCriDockerd = true;

    @Option(
            names = "--readiness.search-path",
            paramLabel = "PATH",
            description = "A file or directory of the host to search for scripts and units that use Docker, with"
                    + " --host.root; may be given several times. Default: none.")
    private List<String> searchPaths = List.of();

    @Option(
            names = "--readiness.state-file",
            paramLabel = "FILE",
            defaultValue = "none",
            description = "Keeps when the node's phase began, so that a restart does not forget it: a file in a volume"
                    + " that outlives the container, such as an emptyDir; or none. Default: none.")
    private String stateFile = "none";

    @Option(
            names = "--host.root",
            paramLabel = "DIR",
            defaultValue = "none",
            description = "Where the host's file system is mounted read-only, or none. Default: none.")
    private String hostRoot = "none";

    @Option(
            names = "--apiserver.url",
            paramLabel = "URL",
            defaultValue = "auto",
            description = "The API server, which is asked for this node's object at each interval (get on nodes); auto:"
                    + " that of the pod's cluster, if there is one; or none. Default: auto.")
    private String apiServerUrl = "auto";

    /**
     * What the flags mean.
     *
     * @param tokenFile the bearer token; null if there is none
     * @param caFile the cluster's CA; null if there is none
     * @throws IllegalArgumentException with one line that names the flag at fault
     */
    ReadinessConfig toConfig(Map<String, String> environment, @Nullable Path tokenFile, @Nullable Path caFile) {
        return new ReadinessConfig(
                interval,
                emitPassing,
                acceptCriDockerd,
                apiServer(environment, tokenFile, caFile),
                root(),
                checkedPaths(),
                state());
    }

    private @Nullable Path root() {
        if (hostRoot.equals("none")) {
            return null;
        }
        Path root = Path.of(hostRoot);
        if (!root.isAbsolute() || !Files.isDirectory(root)) {
            throw new IllegalArgumentException("--host.root: " + hostRoot + " is no directory: give none, or where the"
                    + " host's file system is mounted");
        }
        return root;
    }

    private @Nullable Path state() {
        if (stateFile.equals("none")) {
            return null;
        }
        Path file = Path.of(stateFile);
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null
                || !Files.isDirectory(directory)
                || !Files.isWritable(directory)
                || Files.isDirectory(file)) {
            throw new IllegalArgumentException("--readiness.state-file: " + stateFile
                    + " is no file in a directory that can be written to: give none, or one");
        }
        return file;
    }

    private List<String> checkedPaths() {
        for (String path : searchPaths) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("--readiness.search-path: " + path + " must begin with /");
            }
        }
        if (!searchPaths.isEmpty() && hostRoot.equals("none")) {
            throw new IllegalArgumentException("--readiness.search-path needs --host.root");
        }
        return searchPaths;
    }

    private @Nullable KubeletConfig apiServer(
            Map<String, String> environment, @Nullable Path tokenFile, @Nullable Path caFile) {
        if (apiServerUrl.equals("none")) {
            return null;
        }
        String url = apiServerUrl;
        if (url.equals("auto")) {
            String host =
                    environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").strip();
            String port =
                    environment.getOrDefault("KUBERNETES_SERVICE_PORT", "").strip();
            if (host.isEmpty() || port.isEmpty() || tokenFile == null) {
                return null;
            }
            url = "https://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
        try {
            return new KubeletConfig(new URI(url), caFile, tokenFile, null, null, null, false);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "--apiserver.url is no URL: write auto, none, or https://10.96.0.1:443", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getMessage()).replace("--kubelet.url", "--apiserver.url"), e);
        }
    }

    /** With 0, which turns it off. */
    static final class IntervalConverter extends TimeConverter {
        IntervalConverter() {
            super("10s", "1h", true);
        }
    }
}
