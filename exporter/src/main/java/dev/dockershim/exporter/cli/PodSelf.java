package dev.dockershim.exporter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pod that this runs in, as far as it knows itself.
 *
 * @param environment variables of the process
 * @param serviceAccount where the service account's files are
 */
record PodSelf(Map<String, String> environment, Path serviceAccount) {

    private static final int MAX_NAMESPACE_BYTES = 64;

    /** The process' own. */
    static PodSelf ofThisProcess() {
        return new PodSelf(System.getenv(), KubeletOptions.SERVICE_ACCOUNT);
    }

    /** Its name, which is the host's where nobody says otherwise. */
    String name() {
        String name = environment.getOrDefault("POD_NAME", "").strip();
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return environment.getOrDefault("HOSTNAME", "");
        }
    }

    /** Its namespace; null if that is not known. */
    @Nullable
    String namespace() {
        String namespace = environment.getOrDefault("POD_NAMESPACE", "").strip();
        if (namespace.isEmpty()) {
            try (InputStream in = Files.newInputStream(serviceAccount.resolve("namespace"))) {
                namespace = new String(in.readNBytes(MAX_NAMESPACE_BYTES), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                return null;
            }
        }
        return namespace.isEmpty() ? null : namespace;
    }
}
