package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerConfig.LogDriver;
import dev.dockershim.exporter.evidence.DockerConfig.Other;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code daemon.json} and what goes with it. dockerd refuses to start if a setting is in the file and on its command
 * line (moby daemon/config/config.go, findConfigurationConflicts), so where both are seen the file was edited since, and
 * the command line holds.
 */
public final class DockerConfigReader {

    private static final String FILE = "/etc/docker/daemon.json";

    /** Docker's snap is started with {@code --config-file}; this is what it names. */
    private static final String SNAP_FILE = "/var/snap/docker/current/config/daemon.json";

    private static final String CERTIFICATES = "/etc/docker/certs.d";

    /** Those of dockerd's flags that are read (moby cmd/dockerd/config.go). */
    private static final Set<String> VALUED = Set.of(
            "add-runtime",
            "bip",
            "config-file",
            "data-root",
            "default-runtime",
            "default-ulimit",
            "exec-opt",
            "fixed-cidr",
            "g",
            "graph",
            "H",
            "host",
            "http-proxy",
            "https-proxy",
            "insecure-registry",
            "log-driver",
            "log-opt",
            "registry-mirror",
            "s",
            "storage-driver",
            "storage-opt",
            "userns-remap");

    private static final Set<String> SWITCHES = Set.of("live-restore");

    private final HostRoot host;

    /** Reads below {@code host}. */
    public DockerConfigReader(HostRoot host) {
        this.host = host;
    }

    /**
     * Reads the configuration of the dockerd that runs, or that would run. Missing if it cannot be told which: its flags
     * override its file.
     */
    public Observed<DockerConfig> readOf(Observed<ProcessList> processes) {
        ProcessList list = processes.orNull();
        if (list == null) {
            return processes.map(seen -> DockerConfig.DEFAULTS);
        }
        List<String> arguments = list.arguments(Processes.DOCKERD);
        return arguments == null && list.runs(Processes.DOCKERD)
                ? Observed.missing(Reason.FAILED, "the command line of dockerd is not known, or several dockerds run")
                : read(arguments);
    }

    /**
     * Reads the configuration. A file that is not there, or is empty, sets nothing.
     *
     * @param dockerd arguments of the running dockerd; null if none runs
     */
    public Observed<DockerConfig> read(@Nullable List<String> dockerd) {
        try {
            Flags flags = Flags.parse(dockerd == null ? List.of() : dockerd, VALUED, SWITCHES);
            if (flags == null) {
                throw new MissingFileException(Reason.INVALID, "dockerd has a flag without its value");
            }
            return Observed.seen(config(file(flags), flags));
        } catch (MissingFileException e) {
            return e.observed();
        }
    }

    private Settings file(Flags flags) throws MissingFileException {
        String named = flags.text("config-file");
        String path = named;
        if (named.isEmpty()) {
            boolean snap = host.kind(FILE) == HostRoot.Kind.ABSENT && host.kind(SNAP_FILE) == HostRoot.Kind.FILE;
            path = snap ? SNAP_FILE : FILE;
        }
        try {
            return SettingsFormat.JSON.read(host, path, "daemon.json");
        } catch (MissingFileException e) {
            if (e.reason() == Reason.ABSENT && named.isEmpty()) {
                return Settings.none();
            }
            throw e;
        }
    }

    private DockerConfig config(Settings file, Flags flags) throws MissingFileException {
        String dataRoot = first(flags.text("data-root", "graph", "g"), file.text("data-root"), file.text("graph"));
        return new DockerConfig(
                either(flags.all("registry-mirror"), file.texts("registry-mirrors"))
                        .size(),
                insecure(either(flags.all("insecure-registry"), file.texts("insecure-registries"))) + certificates(),
                logDriver(first(flags.text("log-driver"), file.text("log-driver"))),
                count(flags.all("log-opt"), file.table("log-opts")),
                !dataRoot.isEmpty() && !dataRoot.replaceAll("/+$", "").equals("/var/lib/docker"),
                storage(file, flags),
                cgroupDriver(either(flags.all("exec-opt"), file.texts("exec-opts"))),
                runtimes(file, flags),
                others(file, flags));
    }

    /** Loopback registries are insecure without being named (moby registry/config.go), and in containerd as well. */
    private static int insecure(List<String> registries) {
        return Math.toIntExact(registries.stream()
                .filter(registry -> !registry.isBlank() && !isLoopback(registry))
                .count());
    }

    private static boolean isLoopback(String registry) {
        String address = registry.strip().toLowerCase(Locale.ROOT);
        return address.matches("localhost(:\\d+)?|127(\\.\\d{1,3}){3}(:\\d+|/([89]|[12]\\d|3[012]))?")
                || address.matches("\\[?::1]?(:\\d+|/128)?");
    }

    /** Directories with a certificate in them; an empty one changes nothing. */
    private int certificates() throws MissingFileException {
        int directories = 0;
        for (String name : names(CERTIFICATES)) {
            String directory = CERTIFICATES + "/" + name;
            if (host.kind(directory) == HostRoot.Kind.DIRECTORY
                    && RegistryDirectory.hasCertificates(names(directory))) {
                directories++;
            }
        }
        return directories;
    }

    private List<String> names(String directory) throws MissingFileException {
        return new HostText(host).names(directory, "Docker's certs.d");
    }

    private static @Nullable LogDriver logDriver(String name) {
        return switch (name) {
            case "" -> null;
            case "json-file" -> LogDriver.JSON_FILE;
            case "journald" -> LogDriver.JOURNALD;
            default -> LogDriver.OTHER;
        };
    }

    /** overlay2 is both Docker's default and what containerd's overlayfs does, so that it needs no successor. */
    private static int storage(Settings file, Flags flags) throws MissingFileException {
        String driver = first(flags.text("storage-driver", "s"), file.text("storage-driver"));
        int options =
                either(flags.all("storage-opt"), file.texts("storage-opts")).size();
        return options + (driver.isEmpty() || driver.equals("overlay2") ? 0 : 1);
    }

    /** The first of several, with its name in any case (moby daemon/daemon_unix.go, getCD). */
    /** dockerd does not start with another driver. */
    private static @Nullable CgroupDriver cgroupDriver(List<String> execOptions) throws MissingFileException {
        for (String option : execOptions) {
            int equals = option.indexOf('=');
            if (equals > 0 && option.substring(0, equals).strip().equalsIgnoreCase("native.cgroupdriver")) {
                CgroupDriver driver = CgroupDriver.parse(option.substring(equals + 1));
                if (driver == null) {
                    throw new MissingFileException(
                            Reason.INVALID, "Docker's configuration names no known cgroup driver");
                }
                return driver;
            }
        }
        return null;
    }

    /** Runtimes may be both in the file and on the command line (moby daemon/config/config.go, skipDuplicates). */
    private static int runtimes(Settings file, Flags flags) throws MissingFileException {
        String runtime = first(flags.text("default-runtime"), file.text("default-runtime"));
        int runtimes = flags.all("add-runtime").size() + file.table("runtimes").size();
        return runtimes + (runtime.isEmpty() || runtime.equals("runc") ? 0 : 1);
    }

    private Set<Other> others(Settings file, Flags flags) throws MissingFileException {
        Set<Other> others = EnumSet.noneOf(Other.class);
        if (count(flags.all("default-ulimit"), file.table("default-ulimits")) > 0) {
            others.add(Other.ULIMITS);
        }
        Settings proxies = file.table("proxies");
        if (!proxies.text("http-proxy").isEmpty()
                || !proxies.text("https-proxy").isEmpty()
                || !flags.text("http-proxy").isEmpty()
                || !flags.text("https-proxy").isEmpty()
                || ServiceUnit.read(host, "docker.service").hasProxy()) {
            others.add(Other.PROXIES);
        }
        if (either(flags.all("host", "H"), file.texts("hosts")).stream()
                .anyMatch(address -> address.strip().toLowerCase(Locale.ROOT).startsWith("tcp://"))) {
            others.add(Other.TCP_HOSTS);
        }
        if (Boolean.TRUE.equals(file.flag("live-restore")) || flags.on("live-restore")) {
            others.add(Other.LIVE_RESTORE);
        }
        if (!first(flags.text("bip"), file.text("bip")).isEmpty()
                || !first(flags.text("fixed-cidr"), file.text("fixed-cidr")).isEmpty()) {
            others.add(Other.BRIDGE);
        }
        if (!first(flags.text("userns-remap"), file.text("userns-remap")).isEmpty()) {
            others.add(Other.USER_NAMESPACES);
        }
        return others;
    }

    private static int count(List<String> flags, Settings table) {
        return flags.isEmpty() ? table.size() : flags.size();
    }

    private static List<String> either(List<String> flags, List<String> file) {
        return flags.isEmpty() ? file : flags;
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
