package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Observed.Seen;
import dev.dockershim.exporter.evidence.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first CNI configuration of the runtime's directory, and what its plugins can do. containerd takes the first file
 * by name, and has no network at all if that one is broken (containerd/go-cni opts.go, loadFromConfDir); dockershim
 * (pkg/kubelet/dockershim/network/cni) and CRI-O (cri-o/ocicni) go on to the next.
 */
public final class CniConfigReader {

    private static final String DIRECTORY = "/etc/cni/net.d";

    /** containerd's; CRI-O looks into the second as well. */
    private static final List<String> BINARIES = List.of("/opt/cni/bin", "/usr/libexec/cni");

    private static final int MAX_FILES = 512;
    private static final int MAX_PLUGINS = 32;
    private static final String WHAT = "the first CNI configuration";

    private final HostRoot host;
    private final PluginVersions versions;

    /** Reads below {@code host}; what was read of a binary is kept as long as that does not change. */
    public CniConfigReader(HostRoot host) {
        this.host = host;
        this.versions = new PluginVersions(host);
    }

    /**
     * Reads the configuration that the containerd that runs uses.
     *
     * @param version of containerd; null if it is not known
     */
    public Observed<CniConfig> readOf(Observed<ProcessList> processes, @Nullable Version version) {
        ProcessList list = processes.orNull();
        return read(list == null ? null : list.arguments(Processes.CONTAINERD), version);
    }

    /**
     * Reads the configuration.
     *
     * @param containerd arguments of the running containerd; null if they are not known
     * @param version of containerd; null if it is not known
     */
    public Observed<CniConfig> read(@Nullable List<String> containerd, @Nullable Version version) {
        try {
            return Observed.seen(read(directories(containerd, version)));
        } catch (MissingFileException e) {
            return e.observed();
        }
    }

    /**
     * Where to look.
     *
     * @param configurations directory of configurations
     * @param binaries directories of plugins
     * @param firstOnly whether a broken file is not passed over
     */
    private record Directories(String configurations, List<String> binaries, boolean firstOnly) {}

    /** A configuration's own version, and the plugins it names. */
    private record Network(String version, Set<String> plugins, Set<String> addressPlugins) {}

    private Directories directories(@Nullable List<String> arguments, @Nullable Version version)
            throws MissingFileException {
        ContainerdSettings settings;
        try {
            settings = ContainerdSettings.read(host, arguments, version);
        } catch (MissingFileException e) {
            if (e.reason() == Reason.ABSENT) {
                return new Directories(DIRECTORY, BINARIES, false);
            }
            throw e;
        }
        Settings cni = settings.runtime().table("cni");
        String directory = cni.text("conf_dir");
        List<String> binaries = new ArrayList<>(cni.texts("bin_dirs"));
        if (!cni.text("bin_dir").isEmpty()) {
            binaries.add(0, cni.text("bin_dir"));
        }
        return new Directories(
                directory.isEmpty() ? DIRECTORY : directory, binaries.isEmpty() ? BINARIES : binaries, true);
    }

    private CniConfig read(Directories directories) throws MissingFileException {
        Network network = first(directories);
        Version version = Version.parse(network.version);
        PluginSupport least = PluginSupport.CNI_1_0;
        for (String plugin : network.plugins) {
            least = least(least, support(directories, plugin));
        }
        for (String plugin : network.addressPlugins) {
            PluginSupport support = support(directories, plugin);
            // Some plugins give addresses themselves, under a name that is no file.
            least = support == PluginSupport.ABSENT ? least : least(least, support);
        }
        return new CniConfig(!network.version.isEmpty(), version, least, support(directories, "loopback"));
    }

    private Network first(Directories directories) throws MissingFileException {
        Observed<List<String>> names = host.list(directories.configurations, MAX_FILES);
        if (names instanceof Missing<List<String>> missing) {
            throw MissingFileException.of("the directory of CNI configurations", missing);
        }
        MissingFileException broken = null;
        for (String name : ((Seen<List<String>>) names).value()) {
            String path = directories.configurations + "/" + name;
            boolean list = name.endsWith(".conflist");
            if ((!list && !name.endsWith(".conf") && !name.endsWith(".json"))
                    || host.kind(path) == HostRoot.Kind.DIRECTORY) {
                continue;
            }
            try {
                Settings file = SettingsFormat.JSON.read(host, path, WHAT);
                return list ? network(file) : single(file);
            } catch (MissingFileException e) {
                if (directories.firstOnly || e.reason() != Reason.INVALID) {
                    throw e;
                }
                broken = e;
            }
        }
        throw broken == null
                ? new MissingFileException(Reason.ABSENT, "there is no CNI configuration on this host")
                : broken;
    }

    /** A list of plugins (libcni conf.go, NetworkConfFromBytes). */
    private static Network network(Settings file) throws MissingFileException {
        List<Settings> plugins = file.tables("plugins");
        if (!file.has("name") || plugins.isEmpty()) {
            throw invalid();
        }
        Network network = new Network(version(file), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (Settings plugin : plugins) {
            add(network, plugin);
        }
        return network;
    }

    /** One plugin without a list. */
    private static Network single(Settings file) throws MissingFileException {
        Network network = new Network(version(file), new LinkedHashSet<>(), new LinkedHashSet<>());
        add(network, file);
        return network;
    }

    /** {@code cniVersion}, or the latest of {@code cniVersions}, which CNI 1.1 has. */
    private static String version(Settings file) throws MissingFileException {
        String version = file.text("cniVersion");
        Version latest = Version.parse(version);
        for (String other : file.texts("cniVersions")) {
            Version candidate = Version.parse(other);
            if (candidate != null && (latest == null || candidate.compareTo(latest) > 0)) {
                version = other;
                latest = candidate;
            }
        }
        return version;
    }

    private static void add(Network network, Settings plugin) throws MissingFileException {
        network.plugins.add(type(plugin));
        Settings addresses = plugin.table("ipam");
        if (!addresses.text("type").isEmpty()) {
            network.addressPlugins.add(type(addresses));
        }
        if (network.plugins.size() + network.addressPlugins.size() > MAX_PLUGINS) {
            throw invalid();
        }
    }

    /** A plugin's name is that of a file in one of the directories, never a path (cni pkg/invoke/find.go). */
    private static String type(Settings plugin) throws MissingFileException {
        String type = plugin.text("type");
        if (type.isEmpty() || type.contains("/") || type.contains("..") || type.length() > 255) {
            throw invalid();
        }
        return type;
    }

    private static MissingFileException invalid() {
        return new MissingFileException(Reason.INVALID, WHAT + " is not what the runtime takes");
    }

    private PluginSupport support(Directories directories, String plugin) {
        for (String directory : directories.binaries) {
            PluginSupport support = versions.of(directory + "/" + plugin);
            if (support != PluginSupport.ABSENT) {
                return support;
            }
        }
        boolean seen =
                directories.binaries.stream().anyMatch(directory -> host.kind(directory) == HostRoot.Kind.DIRECTORY);
        // A host that is mounted in parts may have them elsewhere.
        return seen ? PluginSupport.ABSENT : PluginSupport.UNKNOWN;
    }

    /** What is known to fail counts before what is missing, and that before what is not known. */
    private static PluginSupport least(PluginSupport one, PluginSupport other) {
        for (PluginSupport support : List.of(PluginSupport.CNI_0_4, PluginSupport.ABSENT, PluginSupport.UNKNOWN)) {
            if (one == support || other == support) {
                return support;
            }
        }
        return PluginSupport.CNI_1_0;
    }
}
