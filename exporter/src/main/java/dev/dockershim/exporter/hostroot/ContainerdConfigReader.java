package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads containerd's configuration, its directories of registries, and the drop-ins of its service. */
public final class ContainerdConfigReader {

    /** containerd's own default since 2.2 (plugins/cri/images/plugin.go). */
    private static final String DEFAULT_CONFIG_PATH = "/etc/containerd/certs.d:/etc/docker/certs.d";

    private final HostRoot host;

    /** Reads below {@code host}. */
    public ContainerdConfigReader(HostRoot host) {
        this.host = host;
    }

    /**
     * Reads the configuration of the containerd that runs.
     *
     * @param version of containerd; null if it is not known
     */
    public Observed<ContainerdConfig> readOf(Observed<ProcessList> processes, @Nullable Version version) {
        ProcessList list = processes.orNull();
        return read(list == null ? null : list.arguments(Processes.CONTAINERD), version);
    }

    /**
     * Reads the configuration. If containerd is there without a file, all is as containerd has it by default.
     *
     * @param arguments of the running containerd; null if they are not known
     * @param version of containerd; null if it is not known, and then defaults that came later are not assumed
     */
    public Observed<ContainerdConfig> read(@Nullable List<String> arguments, @Nullable Version version) {
        try {
            ContainerdSettings settings = ContainerdSettings.read(host, arguments, version);
            return Observed.seen(config(settings, version));
        } catch (MissingFileException e) {
            return e.observed();
        }
    }

    private ContainerdConfig config(ContainerdSettings settings, @Nullable Version version)
            throws MissingFileException {
        Settings registry = settings.images().table("registry");
        int mirrors = registry.table("mirrors").size();
        String configPath = registry.text("config_path");
        if (configPath.isEmpty() && mirrors == 0 && version != null && version.atLeast(2, 2, 0)) {
            configPath = DEFAULT_CONFIG_PATH;
        }
        RegistryHosts hosts =
                configPath.isEmpty() ? RegistryHosts.inTables(registry) : RegistryHosts.inDirectories(host, configPath);
        Settings containerd = settings.runtime().table("containerd");
        List<ServiceUnit> services = settings.place().services(host);
        return new ContainerdConfig(
                settings.criDisabled(),
                !configPath.isEmpty(),
                mirrors,
                hosts.dockerHub(),
                hosts.trusted(),
                systemdCgroup(settings.runtime(), containerd),
                Math.toIntExact(containerd.table("runtimes").names().stream()
                        .filter(name -> !name.equals("runc"))
                        .count()),
                isElsewhere(settings.root()),
                settings.runtime().table("cni").flag("use_internal_loopback"),
                services.stream().anyMatch(ServiceUnit::hasProxy),
                services.stream().anyMatch(ServiceUnit::isLimited));
    }

    /**
     * {@code SystemdCgroup} is an option of runc's shim, and false where nothing sets it; of another shim nothing is known.
     * {@code default_runtime} and {@code systemd_cgroup} are containerd 1.x's older ways to say it (pkg/cri/config).
     */
    private static @Nullable Boolean systemdCgroup(Settings cri, Settings containerd) throws MissingFileException {
        Settings older = containerd.table("default_runtime");
        String name = containerd.text("default_runtime_name");
        Map<String, Settings> runtimes = containerd.tablesOf("runtimes");
        Settings runtime = older.text("runtime_type").isEmpty()
                ? runtimes.getOrDefault(name.isEmpty() ? "runc" : name, Settings.none())
                : older;
        Boolean said = runtime.table("options").flag("SystemdCgroup");
        if (said != null) {
            return said;
        }
        if (Boolean.TRUE.equals(cri.flag("systemd_cgroup"))) {
            return true;
        }
        String type = runtime.text("runtime_type");
        return (type.isEmpty() || type.startsWith("io.containerd.runc.")) ? false : null;
    }

    private static boolean isElsewhere(String root) {
        return !root.isEmpty() && !root.replaceAll("/+$", "").equals("/var/lib/containerd");
    }
}
