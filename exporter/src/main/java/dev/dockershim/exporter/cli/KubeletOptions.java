package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.source.SourceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the kubelet's API. */
final class KubeletOptions {

    /** Where Kubernetes puts a service account's files. */
    static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    @Option(
            names = "--kubelet.url",
            paramLabel = "URL",
            description = "The kubelet, or none. Default: https://$HOST_IP:10250, else https://127.0.0.1:10250.")
    private @Nullable String url;

    @Option(
            names = "--kubelet.ca-file",
            paramLabel = "FILE",
            description = "PEM certificates to trust: the cluster's CA, or the kubelet's own certificate as a pin."
                    + " Default: the service account's ca.crt, else the JDK's.")
    private @Nullable Path caFile;

    @Option(
            names = "--kubelet.server-name",
            paramLabel = "NAME",
            description = "Host name that the certificate may carry instead of the address. Default: --node.name.")
    private @Nullable String serverName;

    @Option(
            names = "--kubelet.token-file",
            paramLabel = "FILE",
            description = "Bearer token, read for each request. Default: the service account's token, if there is one.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--kubelet.cert-file",
            paramLabel = "FILE",
            description = "PEM client certificate, together with --kubelet.key-file.")
    private @Nullable Path certFile;

    @Option(names = "--kubelet.key-file", paramLabel = "FILE", description = "PEM key of the client certificate.")
    private @Nullable Path keyFile;

    @Option(
            names = "--kubelet.insecure-skip-verify",
            description = "Do not verify the kubelet's certificate. Shown as a metric.")
    private boolean insecureSkipVerify;

    /** The bearer token: the flag's, else the service account's; null if there is none. */
    @Nullable
    Path tokenFileOrNull() {
        return tokenFile != null ? tokenFile : ifReadable(SERVICE_ACCOUNT.resolve("token"));
    }

    /** The CA of the cluster that this runs in; null if it runs in none. */
    static @Nullable Path clusterCa() {
        return ifReadable(SERVICE_ACCOUNT.resolve("ca.crt"));
    }

    /**
     * The kubelet that the flags mean.
     *
     * @return null if it is turned off
     * @throws IllegalArgumentException with one line that names the flag at fault
     */
    @Nullable
    KubeletConfig toConfig(String nodeName, Map<String, String> environment) {
        if ("none".equals(url)) {
            return null;
        }
        Path ca = existing("--kubelet.ca-file", caFile);
        Path token = existing("--kubelet.token-file", tokenFile);
        KubeletConfig config = new KubeletConfig(
                parse(url == null ? defaultUrl(environment) : url),
                ca != null ? ca : clusterCa(),
                token != null ? token : tokenFileOrNull(),
                serverName != null ? serverName : hostNameOrNull(nodeName),
                existing("--kubelet.cert-file", certFile),
                existing("--kubelet.key-file", keyFile),
                insecureSkipVerify);
        try {
            config.checkFiles();
        } catch (SourceException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return config;
    }

    private static String defaultUrl(Map<String, String> environment) {
        String hostIp = environment.getOrDefault("HOST_IP", "").strip();
        if (hostIp.isEmpty()) {
            return "https://127.0.0.1:10250";
        }
        return "https://" + (hostIp.indexOf(':') >= 0 ? "[" + hostIp + "]" : hostIp) + ":10250";
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("--kubelet.url is no URL: write it as https://10.0.0.1:10250", e);
        }
    }

    /** A node's name that is no valid host name for TLS is not used: it was not given for that. */
    private static @Nullable String hostNameOrNull(String nodeName) {
        return KubeletConfig.isServerName(nodeName) ? nodeName : null;
    }

    private static @Nullable Path existing(String flag, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new IllegalArgumentException(flag + ": " + file + " cannot be read");
        }
        return file;
    }

    private static @Nullable Path ifReadable(Path file) {
        return Files.isReadable(file) ? file : null;
    }
}
