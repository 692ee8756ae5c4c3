package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Observed.Seen;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a systemd service is given: whether a proxy is in its environment, and whether a drop-in limits it (systemd.unit(5),
 * systemd.exec(5)). Values are looked at and not kept.
 */
final class ServiceUnit {

    /** Places of units, the first one wins (systemd.unit(5), "System Unit Search Path"). */
    private static final List<String> PLACES = List.of(
            "/etc/systemd/system",
            "/run/systemd/system",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system");

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_DROP_INS = 64;
    private static final int MAX_ENVIRONMENT_FILES = 8;

    /** Go's net/http reads these two, in either case; k3s and RKE2 have the prefix for containerd alone. */
    private static final Pattern PROXY =
            Pattern.compile("(?:CONTAINERD_)?(HTTPS?_PROXY)=(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** One assignment of a line {@code Environment=}: quoted whole, quoted in part, or bare. */
    private static final Pattern ASSIGNMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^']*+)'|(\\S++)");

    private final HostRoot host;
    private final Map<String, Boolean> proxies = new HashMap<>();
    private boolean limits;
    private int environmentFiles;

    private ServiceUnit(HostRoot host) {
        this.host = host;
    }

    /**
     * Reads a service's unit and drop-ins; without any, nothing is set.
     *
     * @param name such as {@code docker.service}
     * @throws MissingFileException if one of them cannot be read
     */
    static ServiceUnit read(HostRoot host, String name) throws MissingFileException {
        ServiceUnit unit = new ServiceUnit(host);
        for (String place : PLACES) {
            Observed<byte[]> bytes = host.read(place + "/" + name, MAX_BYTES);
            if (bytes instanceof Seen<byte[]> seen) {
                unit.lines(seen.value(), false);
                break;
            }
            refuseUnlessAbsent(name, (Missing<?>) bytes);
        }
        for (String path : dropIns(host, name + ".d").values()) {
            Observed<byte[]> bytes = host.read(path, MAX_BYTES);
            if (bytes instanceof Seen<byte[]> seen) {
                unit.lines(seen.value(), true);
            } else {
                refuseUnlessAbsent(name, (Missing<?>) bytes);
            }
        }
        return unit;
    }

    /** Adds a file of variables that the service's start script reads by itself. */
    ServiceUnit with(String environmentFile) throws MissingFileException {
        environmentFile(environmentFile);
        return this;
    }

    /** Whether a proxy is in the environment. */
    boolean hasProxy() {
        return proxies.containsValue(true);
    }

    /** Whether a drop-in sets a limit; the unit that comes with a package does as well, and that counts as none. */
    boolean isLimited() {
        return limits;
    }

    /** Drop-ins in the order they are read: by name wherever they lie; one hides those of its name in later places. */
    private static Map<String, String> dropIns(HostRoot host, String directory) throws MissingFileException {
        Map<String, String> dropIns = new TreeMap<>();
        for (String place : PLACES) {
            String path = place + "/" + directory;
            Observed<List<String>> names = host.list(path, MAX_DROP_INS);
            if (names instanceof Seen<List<String>> seen) {
                for (String name : seen.value()) {
                    if (name.endsWith(".conf")) {
                        dropIns.putIfAbsent(name, path + "/" + name);
                    }
                }
            } else {
                refuseUnlessAbsent(directory, (Missing<?>) names);
            }
        }
        return dropIns;
    }

    private static void refuseUnlessAbsent(String name, Missing<?> missing) throws MissingFileException {
        // A unit that is a link to /dev/null is masked: no regular file, and nothing is set by it.
        if (missing.reason() != Reason.ABSENT && missing.reason() != Reason.INVALID) {
            throw MissingFileException.of("a systemd unit or drop-in of " + name, missing);
        }
    }

    private void lines(byte[] content, boolean dropIn) throws MissingFileException {
        String text = new String(content, StandardCharsets.UTF_8).replaceAll("\\\\\\r?\\n", " ");
        boolean service = false;
        for (String raw : text.split("\\R", -1)) {
            String line = raw.strip();
            if (line.startsWith("[")) {
                service = line.equals("[Service]");
            }
            int equals = line.indexOf('=');
            if (!service || equals < 0 || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            String key = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (key.equals("Environment")) {
                environment(value);
            } else if (key.equals("EnvironmentFile")) {
                environmentFile(value);
            } else if (dropIn && key.startsWith("Limit") && !value.isEmpty()) {
                limits = true;
            }
        }
    }

    private void environment(String value) {
        if (value.isEmpty()) {
            proxies.clear();
        }
        Matcher assignments = ASSIGNMENT.matcher(value);
        while (assignments.find()) {
            for (int group = 1; group <= 3; group++) {
                if (assignments.group(group) != null) {
                    assign(assignments.group(group));
                }
            }
        }
    }

    private void environmentFile(String value) throws MissingFileException {
        String path = value.startsWith("-") ? value.substring(1) : value;
        if (!path.startsWith("/") || ++environmentFiles > MAX_ENVIRONMENT_FILES) {
            return;
        }
        Observed<byte[]> bytes = host.read(path, MAX_BYTES);
        if (bytes instanceof Missing<byte[]> missing) {
            refuseUnlessAbsent("an environment file", missing);
            return;
        }
        for (String line : new String(((Seen<byte[]>) bytes).value(), StandardCharsets.UTF_8).split("\\R", -1)) {
            assign(line.strip());
        }
    }

    private void assign(String assignment) {
        Matcher matcher = PROXY.matcher(assignment);
        if (matcher.matches()) {
            String value = matcher.group(2);
            proxies.put(
                    assignment.substring(0, matcher.start(2) - 1),
                    !value.isBlank() && !Set.of("\"\"", "''").contains(value.strip()));
        }
    }
}
