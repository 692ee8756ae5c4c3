package dev.dockershim.exporter.watch;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A context of a kubeconfig file, as kubectl would use it. A credential plug-in ({@code exec}) is run, since EKS, GKE and
 * AKS give no other way in; so is an {@code auth-provider} for OIDC. The environment changes nothing: no proxy and no
 * token is taken from there.
 */
final class Kubeconfig {

    private static final long LARGEST = 1024 * 1024;
    private static final long PLUGIN_SECONDS = 60;

    private final Path file;
    private final String context;

    private Kubeconfig(Path file, String context) {
        this.file = file;
        this.context = context;
    }

    /**
     * The settings of a context.
     *
     * @param context its name; null for the file's current one
     * @throws IllegalArgumentException with one line that names the flag
     */
    static Config read(Path file, @Nullable String context) {
        io.fabric8.kubernetes.api.model.Config parsed = parse(file);
        String wanted = context == null ? parsed.getCurrentContext() : context;
        if (wanted == null || wanted.isBlank()) {
            throw unusable(file, "names no current context: give --context too");
        }
        Context entry = find(parsed.getContexts(), wanted, NamedContext::getName, NamedContext::getContext);
        if (entry == null) {
            throw unusable(file, "has no context of the name " + quoted(wanted));
        }
        Cluster cluster =
                find(parsed.getClusters(), entry.getCluster(), NamedCluster::getName, NamedCluster::getCluster);
        if (cluster == null
                || cluster.getServer() == null
                || cluster.getServer().isBlank()) {
            throw unusable(file, "has no cluster with a server for the context " + quoted(wanted));
        }
        if (!isUrl(cluster.getServer())) {
            throw unusable(
                    file,
                    "has a server for the context " + quoted(wanted) + " that is no URL such as https://host:6443");
        }
        if (cluster.getTlsServerName() != null && !cluster.getTlsServerName().isBlank()) {
            throw unusable(
                    file,
                    "sets tls-server-name, which is not supported: give the server by a name that its"
                            + " certificate has");
        }
        AuthInfo user = find(parsed.getUsers(), entry.getUser(), NamedAuthInfo::getName, NamedAuthInfo::getUser);
        if (cluster.getServer().startsWith("http:") && sendsCredentials(user)) {
            throw unusable(
                    file,
                    "would send credentials to a server without TLS: give it as https://, or, for kubectl proxy, a"
                            + " context whose user has none");
        }
        return new Kubeconfig(file, wanted).settings(user);
    }

    /** What the client is given: with less it would try TLS by itself, and without TLS where that fails. */
    private static boolean isUrl(String server) {
        try {
            URI uri = new URI(server);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean sendsCredentials(@Nullable AuthInfo user) {
        return user != null
                && (user.getToken() != null
                        || user.getTokenFile() != null
                        || user.getExec() != null
                        || user.getAuthProvider() != null
                        || user.getUsername() != null);
    }

    private Config settings(@Nullable AuthInfo user) {
        Config config = merged();
        if (user == null) {
            return config;
        }
        config.setImpersonateUsername(user.getAs());
        if (user.getAsGroups() != null) {
            config.setImpersonateGroups(user.getAsGroups().toArray(String[]::new));
        }
        if (user.getExec() != null && user.getToken() == null) {
            boolean certificate = config.getClientCertData() != null || config.getClientCertFile() != null;
            String token = config.getAutoOAuthToken();
            if (token == null && !certificate) {
                throw unusable(
                        file,
                        "has a credential plug-in (exec) that gave no credentials: see what it says by" + " kubectl");
            }
            if (token != null) {
                config.setOauthTokenProvider(new RenewedToken(token, () -> merged().getAutoOAuthToken()));
            }
        } else if (user.getToken() == null && user.getTokenFile() != null) {
            Path tokenFile = file.toAbsolutePath().resolveSibling(user.getTokenFile());
            config.setOauthTokenProvider(new RenewedToken(tokenOf(tokenFile), () -> Files.readString(tokenFile)));
        } else if (user.getAuthProvider() == null) {
            String token = config.getAutoOAuthToken();
            config.setOauthTokenProvider(() -> token);
        }
        return config;
    }

    private String tokenOf(Path tokenFile) {
        try {
            return Files.readString(tokenFile);
        } catch (IOException e) {
            throw unusable(file, "names a token file that cannot be read");
        }
    }

    /** Merges the file's parts, and runs its plug-in, which kubectl would wait for without end. */
    private Config merged() {
        CompletableFuture<Config> config =
                CompletableFuture.supplyAsync(() -> Config.fromKubeconfig(context, file.toFile()));
        try {
            return config.get(PLUGIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable(file, "was not read to its end");
        } catch (TimeoutException e) {
            throw unusable(file, "has a credential plug-in (exec) that does not end");
        } catch (ExecutionException e) {
            throw unusable(
                    file,
                    "is not usable: a file that it names cannot be read, or its credential plug-in (exec)"
                            + " cannot be run");
        }
    }

    private static io.fabric8.kubernetes.api.model.Config parse(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw unusable(file, "is no file that can be read");
        }
        io.fabric8.kubernetes.api.model.Config parsed;
        try {
            if (Files.size(file) > LARGEST) {
                throw unusable(file, "is longer than " + LARGEST + " bytes");
            }
            parsed = KubeConfigUtils.parseConfig(file.toFile());
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the parser's own message may quote the file, and so a credential
            throw unusable(file, "is no kubeconfig");
        }
        if (parsed == null) {
            throw unusable(file, "is empty");
        }
        return parsed;
    }

    private static <N, T> @Nullable T find(
            @Nullable List<N> entries, @Nullable String name, Function<N, String> nameOf, Function<N, T> valueOf) {
        if (entries != null && name != null) {
            for (N entry : entries) {
                if (entry != null && Objects.equals(nameOf.apply(entry), name)) {
                    return valueOf.apply(entry);
                }
            }
        }
        return null;
    }

    /** As it was given, or stands in the file; on one line. */
    private static String quoted(String name) {
        return "'" + name.substring(0, Math.min(253, name.length())).replaceAll("\\p{Cntrl}", "?") + "'";
    }

    private static IllegalArgumentException unusable(Path file, String why) {
        return new IllegalArgumentException("--kubeconfig: " + file + " " + why);
    }
}
