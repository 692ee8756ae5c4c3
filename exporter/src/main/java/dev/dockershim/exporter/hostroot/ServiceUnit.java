package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A systemd service with its environment: the variables of {@code Environment=}, and then of {@code EnvironmentFile=}, where
 * later ones win (systemd.exec(5)). Values do not get out of this package.
 */
final class ServiceUnit {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ENVIRONMENT_FILES = 8;

    /** Go's net/http reads these two, in either case; k3s and RKE2 have the prefix for containerd alone. */
    private static final Pattern PROXY = Pattern.compile("(?:CONTAINERD_)?HTTPS?_PROXY", Pattern.CASE_INSENSITIVE);

    /** An assignment in a shell's script, alone on its line. */
    private static final Pattern SHELL_ASSIGNMENT =
            Pattern.compile("\\s*(?:export\\s+)?(\\w+)=(?:\"([^\"]*)\"|'([^']*)'|(\\S*))\\s*");

    private final HostText files;
    private final String name;
    private final SystemdUnit unit;
    private final Map<String, String> environment = new HashMap<>();

    private ServiceUnit(HostText files, String name, SystemdUnit unit) {
        this.files = files;
        this.name = name;
        this.unit = unit;
    }

    /**
     * Reads a service's unit, drop-ins and files of variables; without any, nothing is set.
     *
     * @param name such as {@code docker.service}
     * @throws MissingFileException if one of them cannot be read or understood
     */
    static ServiceUnit read(HostRoot host, String name) throws MissingFileException {
        HostText files = new HostText(host);
        ServiceUnit service = new ServiceUnit(files, name, SystemdUnit.read(files, name));
        service.readEnvironment();
        return service;
    }

    /** Whether there is a unit that can be started. */
    boolean isInstalled() {
        return unit.isInstalled();
    }

    /** The command that starts it, unsplit: the last one; null if it has none. */
    @Nullable
    String command() {
        List<String> commands = unit.list("ExecStart");
        return commands.isEmpty() ? null : commands.get(commands.size() - 1);
    }

    /** The value of a variable; empty if it is not set. */
    String variable(String variable) {
        return environment.getOrDefault(variable, "");
    }

    /** Adds the variables that a shell's script sets before it starts the service's program. */
    ServiceUnit with(String script) throws MissingFileException {
        String text = files.text(script, "a script of " + name, MAX_BYTES);
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            Matcher assignment = SHELL_ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                environment.put(assignment.group(1), firstGroup(assignment));
            }
        }
        return this;
    }

    /** Whether a proxy is in the environment. */
    boolean hasProxy() {
        return environment.entrySet().stream()
                .anyMatch(variable -> PROXY.matcher(variable.getKey()).matches()
                        && !variable.getValue().isBlank());
    }

    /** Whether a drop-in sets a limit; the unit that comes with a package does as well, and that counts as none. */
    boolean isLimited() {
        return unit.dropInSets(setting -> setting.startsWith("Limit"));
    }

    /** Splits a line of the unit or a value into words. */
    List<String> words(String line) throws MissingFileException {
        List<String> words = Words.split(line);
        if (words == null) {
            throw invalid("has a quote left open");
        }
        return words;
    }

    MissingFileException invalid(String problem) {
        return missing(Reason.INVALID, problem);
    }

    private MissingFileException missing(Reason reason, String problem) {
        return new MissingFileException(reason, "a systemd unit, " + name + ", " + problem);
    }

    private void readEnvironment() throws MissingFileException {
        for (String line : unit.list("Environment")) {
            for (String assignment : words(line)) {
                int equals = assignment.indexOf('=');
                if (equals > 0) {
                    environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
                }
            }
        }
        List<String> named = unit.list("EnvironmentFile");
        if (named.size() > MAX_ENVIRONMENT_FILES) {
            throw missing(Reason.FAILED, "names more than " + MAX_ENVIRONMENT_FILES + " files of variables");
        }
        for (String file : named) {
            environment.putAll(environmentFile(file));
        }
    }

    private Map<String, String> environmentFile(String setting) throws MissingFileException {
        boolean optional = setting.startsWith("-");
        String path = withoutSpecifiers(optional ? setting.substring(1) : setting);
        if (!path.startsWith("/") || path.matches(".*[%*?\\[].*")) {
            // systemd takes patterns of names and more specifiers: what they would lead to is not known
            throw invalid("names a file of variables in a way that is not understood");
        }
        String text = files.text(path, "a file of variables of " + name, MAX_BYTES);
        Map<String, String> variables = text == null ? Map.of() : EnvironmentFile.parse(text);
        if (variables == null || (text == null && !optional)) {
            throw invalid("has a file of variables that is not there or half written");
        }
        return variables;
    }

    /** With the service's own name put in (systemd.unit(5), "Specifiers"). */
    private String withoutSpecifiers(String path) {
        String shortName = name.substring(0, name.lastIndexOf('.'));
        return path.replace("%N", shortName).replace("%n", name).replace("%p", shortName);
    }

    private static String firstGroup(Matcher assignment) {
        for (int group = 2; group <= assignment.groupCount(); group++) {
            if (assignment.group(group) != null) {
                return assignment.group(group);
            }
        }
        return "";
    }
}
