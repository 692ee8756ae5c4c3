package dev.dockershim.exporter.evidence;

import org.jspecify.annotations.Nullable;

/**
 * E6: containerd's configuration (versions 1, 2 and 3 of its format), with its defaults where it says nothing.
 *
 * @param criDisabled whether {@code disabled_plugins} turns CRI off, as Docker's package of containerd does
 * @param configPath whether {@code registry.config_path} is set
 * @param legacyMirrors number of {@code registry.mirrors}, deprecated
 * @param dockerHubHosts whether {@code certs.d/docker.io/hosts.toml} or a legacy mirror of docker.io has a host
 * @param hostDirectories number of registries in {@code certs.d} whose {@code hosts.toml} names {@code http://} or
 *     {@code skip_verify}, or has certificates
 * @param systemdCgroup {@code SystemdCgroup} of the default runtime; null if not said
 * @param runtimes runtimes configured besides {@code runc}
 * @param root whether {@code root} is set to another place than {@code /var/lib/containerd}
 * @param internalLoopback {@code use_internal_loopback}; null if not said
 * @param proxies whether a proxy is set in containerd's systemd drop-ins
 * @param ulimits whether a limit is set in containerd's systemd drop-ins
 */
public record ContainerdConfig(
        boolean criDisabled,
        boolean configPath,
        int legacyMirrors,
        boolean dockerHubHosts,
        int hostDirectories,
        @Nullable Boolean systemdCgroup,
        int runtimes,
        boolean root,
        @Nullable Boolean internalLoopback,
        boolean proxies,
        boolean ulimits) {}
