package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    private final List<Map.Entry<String, String>> service = new ArrayList<>();

    private SystemdUnit() {}

    /** Reads a unit such as {@code kubelet.service}; null if there is none, or it is masked. */
    static @Nullable SystemdUnit read(HostText files, String name) throws UnreadableException {
        SystemdUnit unit = new SystemdUnit();
        if (!unit.addFirst(files, name)) {
            return null;
        }
        TreeMap<String, String> dropIns = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            String from = directory + '/' + name + ".d";
            for (String file : files.names(from)) {
                if (file.endsWith(".conf")) {
                    dropIns.putIfAbsent(file, from + '/' + file);
                }
            }
        }
        for (String path : dropIns.values()) {
            // a link to /dev/null hides those of its name
            String text = files.host().kind(path) == HostRoot.Kind.SPECIAL ? null : files.text(path);
            if (text != null) {
                unit.add(text);
            }
        }
        return unit;
    }

    /** What was assigned to a name, in order. */
    List<String> all(String name) {
        return service.stream()
                .filter(assignment -> assignment.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What was assigned to a list, which an empty assignment empties. */
    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        for (String value : all(name)) {
            if (value.isEmpty()) {
                list.clear();
            } else {
                list.add(value);
            }
        }
        return list;
    }

    private boolean addFirst(HostText files, String name) throws UnreadableException {
        for (String directory : DIRECTORIES) {
            String path = directory + '/' + name;
            if (files.host().kind(path) == HostRoot.Kind.SPECIAL) {
                return false;
            }
            String text = files.text(path);
            if (text != null) {
                add(text);
                return !text.isBlank();
            }
        }
        return false;
    }

    private void add(String text) throws UnreadableException {
        boolean inService = false;
        for (String line : logicalLines(text)) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                inService = line.equals("[Service]");
            } else if (equals <= 0) {
                throw new UnreadableException(Reason.INVALID, "a systemd unit has a line that is no setting");
            } else if (inService) {
                service.add(Map.entry(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip()));
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
