package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.Version;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of CNI a plugin's binary understands, by the modules it is made of; it is never executed. CNI 1.0.0 came
 * with version 1.0.0 of the module containernetworking/cni, and into that project's plugins with their version 1.0.0.
 */
final class PluginVersions {

    private static final String LIBRARY = "github.com/containernetworking/cni";
    private static final String PLUGINS = "github.com/containernetworking/plugins";

    /** How the releases of the plugins are built (containernetworking/plugins build_linux.sh). */
    private static final Pattern BUILD_VERSION =
            Pattern.compile("buildversion\\.BuildVersion=(v?[0-9][^\\s'\"]{0,60})");

    /** More than any node has. */
    private static final int MAX_KNOWN = 64;

    private final HostRoot host;
    private final Map<FileState, PluginSupport> known = new Recent();

    PluginVersions(HostRoot host) {
        this.host = host;
    }

    /** What the file {@code path} can do; a file that was not written to since is not read again. */
    synchronized PluginSupport of(String path) {
        HostRoot.Kind kind = host.kind(path);
        if (kind != HostRoot.Kind.FILE) {
            return kind == HostRoot.Kind.ABSENT ? PluginSupport.ABSENT : PluginSupport.UNKNOWN;
        }
        try {
            long before = host.looks().since();
            FileState state = host.state(path);
            PluginSupport support = known.get(state);
            if (support == null) {
                support = read(path);
                if (state.isSettled(before)) {
                    known.put(state, support);
                }
            }
            return support;
        } catch (IOException e) {
            return PluginSupport.UNKNOWN;
        }
    }

    private PluginSupport read(String path) throws IOException {
        try (SeekableByteChannel file = host.open(path)) {
            GoBuildInfo info = GoBuildInfo.read(file);
            return info == null ? PluginSupport.UNKNOWN : support(info);
        }
    }

    private static PluginSupport support(GoBuildInfo info) {
        Version version = Version.parse(info.versions().get(LIBRARY));
        if (version == null) {
            version = Version.parse(info.versions().get(PLUGINS));
        }
        if (version == null && info.versions().containsKey(PLUGINS)) {
            version = buildVersion(info.settings().get("-ldflags"));
        }
        if (version == null) {
            return PluginSupport.UNKNOWN;
        }
        return version.atLeast(1, 0, 0) ? PluginSupport.CNI_1_0 : PluginSupport.CNI_0_4;
    }

    private static @Nullable Version buildVersion(@Nullable String flags) {
        Matcher matcher = BUILD_VERSION.matcher(flags == null ? "" : flags);
        return matcher.find() ? Version.parse(matcher.group(1)) : null;
    }

    /** Forgets the one that was not asked for the longest. */
    private static final class Recent extends LinkedHashMap<FileState, PluginSupport> {

        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<FileState, PluginSupport> eldest) {
            return size() > MAX_KNOWN;
        }
    }
}
