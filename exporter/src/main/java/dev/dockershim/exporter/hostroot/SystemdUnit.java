package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The section {@code [Service]} of a unit with its drop-ins in the order in which systemd applies them (systemd.unit(5)):
 * the unit of the first directory that has it, then drop-ins of all directories by their names, where one hides those of
 * the same name in later directories.
 */
final class SystemdUnit {

    /** In order of precedence; {@code /lib} where it is no link to {@code /usr/lib}. */
    private static final List<String> DIRECTORIES = List.of(
            "/etc/systemd/system",
            "/run/systemd/system",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system");

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_DROP_INS = 64;

    private final HostText files;
    private final String what;
    private final List<Assignment> service = new ArrayList<>();
    private boolean installed;

    /**
     * One line of the section.
     *
     * @param dropIn whether a drop-in has it, and not the unit itself
     */
    private record Assignment(String name, String value, boolean dropIn) {}

    private SystemdUnit(HostText files, String name) {
        this.files = files;
        this.what = "a systemd unit or drop-in of " + name;
    }

    /**
     * Reads a unit such as {@code kubelet.service}; a masked one sets nothing, whatever its drop-ins say.
     *
     * @throws MissingFileException if a file of it cannot be read, or is half written
     */
    static SystemdUnit read(HostText files, String name) throws MissingFileException {
        SystemdUnit unit = new SystemdUnit(files, name);
        if (unit.addFirst(name)) {
            unit.addDropIns(name + ".d");
        }
        return unit;
    }

    /** Whether there is a unit that can be started: one that is not there, or is masked, cannot. */
    boolean isInstalled() {
        return installed;
    }

    /** What was assigned to a list, in order; an empty assignment empties it. */
    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (Assignment assignment : service) {
            if (!assignment.name.equals(name)) {
                continue;
            }
            if (assignment.value.isEmpty()) {
                list.clear();
            } else {
                list.add(assignment.value);
            }
        }
        return list;
    }

    /** Whether a drop-in assigns anything to such a name. */
    boolean dropInSets(Predicate<String> name) {
        return service.stream()
                .anyMatch(assignment -> assignment.dropIn && !assignment.value.isEmpty() && name.test(assignment.name));
    }

    /** Adds the unit itself, if it is there; false if it is masked: by a link to /dev/null, or by an empty file. */
    private boolean addFirst(String name) throws MissingFileException {
        for (String directory : DIRECTORIES) {
            String path = directory + '/' + name;
            if (leadsNowhere(path)) {
                return false;
            }
            String text = files.text(path, what, MAX_BYTES);
            if (text != null) {
                installed = !text.isBlank();
                add(text, false);
                return installed;
            }
        }
        return true;
    }

    private void addDropIns(String name) throws MissingFileException {
        TreeMap<String, String> dropIns = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            String from = directory + '/' + name;
            for (String file : files.names(from, what)) {
                if (file.endsWith(".conf")) {
                    dropIns.putIfAbsent(file, from + '/' + file);
                }
            }
        }
        if (dropIns.size() > MAX_DROP_INS) {
            throw new MissingFileException(Reason.FAILED, what + " is one of more than " + MAX_DROP_INS);
        }
        for (String path : dropIns.values()) {
            // a link to /dev/null hides those of its name
            String text = leadsNowhere(path) ? null : files.text(path, what, MAX_BYTES);
            if (text != null) {
                add(text, true);
            }
        }
    }

    private boolean leadsNowhere(String path) {
        return files.host().kind(path) == HostRoot.Kind.SPECIAL;
    }

    private void add(String text, boolean dropIn) throws MissingFileException {
        boolean inService = false;
        for (String line : logicalLines(text)) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                inService = line.equals("[Service]");
            } else if (equals <= 0) {
                throw new MissingFileException(Reason.INVALID, what + " has a line that is no setting");
            } else if (inService) {
                service.add(new Assignment(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip(),
                        dropIn));
            }
        }
    }

    /** Lines without comments and empty ones; a backslash at a line's end joins the next (systemd.syntax(7)). */
    private static List<String> logicalLines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (stripped.endsWith("\\")) {
                joined.append(stripped, 0, stripped.length() - 1).append(' ');
            } else {
                joined.append(stripped);
                if (!joined.toString().isBlank()) {
                    lines.add(joined.toString().strip());
                }
                joined.setLength(0);
            }
        }
        if (!joined.toString().isBlank()) {
            lines.add(joined.toString().strip());
        }
        return lines;
    }
}
