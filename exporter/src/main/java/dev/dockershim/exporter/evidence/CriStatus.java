package dev.dockershim.exporter.evidence;

import org.jspecify.annotations.Nullable;

/**
 * E5: what the runtime answers to Version and verbose Status.
 *
 * @param answers whether it answers CRI at all; false if it refused, or knows no {@code runtime.v1}
 * @param runtime its name and version; {@link RuntimeName#UNKNOWN} if it does not answer
 * @param runtimeReady condition RuntimeReady; null if not told
 * @param networkReady condition NetworkReady; null if not told
 * @param systemdCgroup whether the default runtime's cgroups are systemd's; null if not told
 * @param registryConfigPath whether a directory of registries' hosts ({@code config_path}) is configured; null if not
 *     told
 * @param runtimeHandlers number of runtimes configured besides the default one
 * @param internalLoopback whether containerd makes the loopback itself ({@code use_internal_loopback}); null if not told
 */
public record CriStatus(
        boolean answers,
        RuntimeName runtime,
        @Nullable Boolean runtimeReady,
        @Nullable Boolean networkReady,
        @Nullable Boolean systemdCgroup,
        @Nullable Boolean registryConfigPath,
        int runtimeHandlers,
        @Nullable Boolean internalLoopback) {}
