package dev.dockershim.exporter.evidence;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E6: {@code daemon.json} and dockerd's command line, which overrides it; numbers of settings, never their values. With
 * neither a file nor a flag all are defaults: 0, null and false.
 *
 * @param registryMirrors {@code registry-mirrors}
 * @param insecureRegistries {@code insecure-registries} that are no loopback addresses, and directories in
 *     {@code /etc/docker/certs.d}
 * @param logDriver {@code log-driver}; null if not set
 * @param logOptions {@code log-opts}
 * @param dataRoot whether {@code data-root} (or {@code graph}) is set to another place than {@code /var/lib/docker}
 * @param storage {@code storage-driver} and {@code storage-opts}
 * @param cgroupDriver of {@code exec-opts native.cgroupdriver}; null if not set
 * @param runtimes {@code runtimes} and a {@code default-runtime} that is not {@code runc}
 * @param others which of the further settings are set
 */
public record DockerConfig(
        int registryMirrors,
        int insecureRegistries,
        @Nullable LogDriver logDriver,
        int logOptions,
        boolean dataRoot,
        int storage,
        @Nullable CgroupDriver cgroupDriver,
        int runtimes,
        Set<Other> others) {

    /** Docker's own defaults. */
    public static final DockerConfig DEFAULTS = new DockerConfig(0, 0, null, 0, false, 0, null, 0, Set.of());

    /** Copies the set. */
    public DockerConfig {
        others = Set.copyOf(others);
    }

    /** Whether containers' logs are Docker's default, a file each. */
    public boolean logsToJsonFile() {
        return logDriver == null || logDriver == LogDriver.JSON_FILE;
    }

    /** Log drivers that need different successors. */
    public enum LogDriver {
        /** Docker's default: a file a container. */
        JSON_FILE,
        /** systemd's journal. */
        JOURNALD,
        /** Any other. */
        OTHER
    }

    /** Further settings, each with a successor of another kind. */
    public enum Other {
        /** {@code default-ulimits}. */
        ULIMITS,
        /** {@code proxies}, or a proxy in Docker's systemd drop-in. */
        PROXIES,
        /** {@code hosts} with {@code tcp://}: the remote API has no successor. */
        TCP_HOSTS,
        /** {@code live-restore}. */
        LIVE_RESTORE,
        /** {@code bip} and {@code fixed-cidr}. */
        BRIDGE,
        /** {@code userns-remap}. */
        USER_NAMESPACES
    }
}
