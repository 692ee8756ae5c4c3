package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.hostroot.HostRoot.Kind;
import java.util.List;

/** E6: Docker on this host, and what is left of it. */
public final class DockerDaemonReader {

    /** {@code /var/run} is a link to {@code /run} nearly everywhere. */
    private static final List<String> RUN = List.of("/run", "/var/run");

    /** Docker's own packages, Debian's, Canonical's and the static archive's usual place. */
    private static final List<String> BINARIES =
            List.of("/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd");

    /** Lists of files of Debian's packages; they outlive a package that was removed and not purged. */
    private static final List<String> PACKAGES = List.of("docker-ce", "docker.io", "docker-engine", "moby-engine");

    private static final String UNITS = "/etc/systemd/system";

    private final HostRoot host;
    private final HostText files;

    /** Of this host's Docker. */
    public DockerDaemonReader(HostRoot host) {
        this.host = host;
        this.files = new HostText(host);
    }

    /** Looks; missing if processes are not seen, or a place may not be looked at. */
    public Observed<DockerDaemon> read(Observed<ProcessList> processes) {
        ProcessList list = processes.orNull();
        if (list == null) {
            Missing<ProcessList> missing = (Missing<ProcessList>) processes;
            return Observed.missing(missing.reason(), missing.text());
        }
        try {
            return Observed.seen(new DockerDaemon(
                    list.runs(Processes.DOCKERD),
                    anyIs(Kind.SOCKET, "docker.sock"),
                    anyIs(Kind.DIRECTORY, "docker.sock"),
                    enabled("docker.service"),
                    enabled("docker.socket"),
                    installed(),
                    exists("/var/lib/dockershim")
                            || exists("/run/dockershim.sock")
                            || exists("/var/run/dockershim.sock"),
                    kind("/var/lib/docker") == Kind.DIRECTORY));
        } catch (MissingFileException e) {
            return e.observed();
        }
    }

    private boolean anyIs(Kind wanted, String name) throws MissingFileException {
        for (String run : RUN) {
            if (kind(run + '/' + name) == wanted) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a target wants the unit, as {@code systemctl enable} writes it; a link that leads nowhere starts nothing, and
     * neither does a masked unit, which is a link to {@code /dev/null} (systemctl(1)).
     */
    private boolean enabled(String unit) throws MissingFileException {
        if (kind(UNITS + '/' + unit) == Kind.SPECIAL) {
            return false;
        }
        for (String name : files.names(UNITS, UNITS)) {
            boolean pulls = name.endsWith(".wants") || name.endsWith(".requires");
            if (pulls && kind(UNITS + '/' + name + '/' + unit) == Kind.FILE) {
                return true;
            }
        }
        return false;
    }

    private boolean installed() throws MissingFileException {
        for (String binary : BINARIES) {
            if (kind(binary) == Kind.FILE) {
                return true;
            }
        }
        for (String name : PACKAGES) {
            String list = files.text("/var/lib/dpkg/info/" + name + ".list");
            if (list != null && list.lines().anyMatch(BINARIES::contains)) {
                return true;
            }
        }
        return exists("/snap/docker/current");
    }

    private boolean exists(String path) throws MissingFileException {
        return kind(path) != Kind.ABSENT;
    }

    private Kind kind(String path) throws MissingFileException {
        Kind kind = host.kind(path);
        if (kind == Kind.HIDDEN) {
            throw new MissingFileException(Reason.FORBIDDEN, path + " may not be looked at");
        }
        return kind;
    }
}
