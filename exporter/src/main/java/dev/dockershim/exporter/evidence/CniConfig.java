package dev.dockershim.exporter.evidence;

import org.jspecify.annotations.Nullable;

/**
 * E6: the first CNI configuration in the order in which the runtime reads its directory, and the plugins it names.
 *
 * @param versionDeclared whether {@code cniVersion} is there and not empty
 * @param version it; null if it is not declared or no version
 * @param plugins what the plugins it names can do at least; {@link PluginSupport#UNKNOWN} if one cannot be told
 * @param loopback what the plugin {@code loopback} can do
 */
public record CniConfig(
        boolean versionDeclared, @Nullable Version version, PluginSupport plugins, PluginSupport loopback) {

    /** Which versions of CNI a plugin understands. */
    public enum PluginSupport {
        /** 1.0.0 and later. */
        CNI_1_0,
        /** 0.4.0 at most. */
        CNI_0_4,
        /** The binary does not tell: stripped, no Go, or no build information. */
        UNKNOWN,
        /** There is no such file. */
        ABSENT
    }
}
