package dev.dockershim.exporter.hostroot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host's processes that matter to its runtime: one look for all readers. Every process' name is read, and the command
 * line only of those whose name matches (proc(5), {@code comm} and {@code cmdline}).
 */
public final class Processes {

    /** A process of its own, also below RKE2, k0s and in kind. */
    static final String KUBELET = "kubelet";

    /** The kubelet within microk8s. */
    static final String KUBELITE = "kubelite";

    /** Where a kubelet runs within k3s. */
    static final Set<String> K3S = Set.of("k3s-server", "k3s-agent", "k3s");

    /** Starts kubelets as processes of their own. */
    static final String RKE2 = "rke2";

    static final String DOCKERD = "dockerd";

    static final String CONTAINERD = "containerd";

    private static final Set<String> NAMES =
            Set.of(KUBELET, KUBELITE, "k3s-server", "k3s-agent", "k3s", RKE2, DOCKERD, CONTAINERD);

    /** {@code kernel.pid_max} is 32768 on most hosts; a node runs a tenth of it. */
    private static final int MAX_PROCESSES = 32 * 1024;

    private static final int MAX_COMMAND_LINE = 64 * 1024;

    private final HostRoot host;
    private final String proc;

    /** The processes below {@code /proc} of the host's root. */
    public Processes(HostRoot host) {
        this(host, "/proc");
    }

    /**
     * The processes below another directory of the host's root.
     *
     * @param proc where the host's {@code /proc} is mounted
     */
    public Processes(HostRoot host, String proc) {
        this.host = host;
        this.proc = proc;
    }

    /** Looks; missing if there are no processes to be seen at all, some are hidden, or there are too many. */
    public Observed<ProcessList> look() {
        Walk walk = new Walk();
        if (host.visit(proc, MAX_PROCESSES, walk::visit) instanceof Missing<Integer> missing) {
            return missing.reason() == Reason.ABSENT
                    ? notGranted()
                    : Observed.missing(missing.reason(), missing.text());
        }
        if (!walk.any) {
            return notGranted();
        }
        if (!walk.first) {
            return hidden().observed();
        }
        List<HostProcess> found = new ArrayList<>();
        walk.ids.sort(null);
        try {
            for (String id : walk.ids) {
                HostProcess process = process(proc + '/' + id);
                if (process != null) {
                    found.add(process);
                }
            }
        } catch (MissingFileException e) {
            return e.observed();
        }
        return Observed.seen(new ProcessList(found));
    }

    /** One pass over all, and what it has come to. */
    private static final class Walk {

        private final ProcessName name = new ProcessName();

        /** Of those that are of interest, or whose names were not to be had. */
        private final List<String> ids = new ArrayList<>();

        private boolean any;
        private boolean first;

        private void visit(Path process) {
            String id = String.valueOf(process.getFileName());
            if (!isNumber(id)) {
                return;
            }
            any = true;
            first |= id.equals("1");
            String found = name.of(process);
            if (found == null || NAMES.contains(found)) {
                ids.add(id);
            }
        }
    }

    private static Observed<ProcessList> notGranted() {
        return Observed.missing(
                Reason.ABSENT, "no processes of the host below --host.root: mount the host's /proc there, read-only");
    }

    private static boolean isNumber(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** {@code hidepid} of proc(5): 2 shows no others, 1 does not let them be read. */
    private static MissingFileException hidden() {
        return new MissingFileException(
                Reason.FORBIDDEN,
                "the host's processes are hidden (hidepid of /proc): run as root or in the group of gid=");
    }

    /** One process; null if it is not of interest, or ended in between. */
    private @Nullable HostProcess process(String directory) throws MissingFileException {
        byte[] comm = bytes(directory, host.readHead(directory + "/comm", ProcessName.MAX_BYTES));
        String name = comm == null ? "" : new String(comm, UTF_8).strip();
        if (!NAMES.contains(name)) {
            return null;
        }
        byte[] line = bytes(directory, host.readHead(directory + "/cmdline", MAX_COMMAND_LINE + 1));
        if (line == null) {
            return null;
        }
        if (line.length > MAX_COMMAND_LINE) {
            return new HostProcess(
                    name, Observed.missing(Reason.FAILED, "the command line of " + name + " is too long"));
        }
        List<String> words = words(line);
        // a zombie has a name, and no command line
        return words.isEmpty() ? null : new HostProcess(name, Observed.seen(words));
    }

    /** A process' file; null if the process ended. The kernel then answers ENOENT or ESRCH, and EPERM if it is hidden. */
    private byte @Nullable [] bytes(String directory, Observed<byte[]> file) throws MissingFileException {
        if (file instanceof Missing<byte[]> missing
                && missing.reason() != Reason.ABSENT
                && host.kind(directory) != HostRoot.Kind.ABSENT) {
            throw hidden();
        }
        return file.orNull();
    }

    /** NULs end words; more at the end are what a program that renamed itself left over. */
    private static List<String> words(byte[] line) {
        int end = line.length;
        while (end > 0 && line[end - 1] == 0) {
            end--;
        }
        return end == 0 ? List.of() : Arrays.asList(new String(line, 0, end, UTF_8).split("\0", -1));
    }
}
