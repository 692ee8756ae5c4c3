package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words with which systemd would start a service: {@code ExecStart=} with the variables of {@code Environment=} and
 * then of {@code EnvironmentFile=}, where later ones win (systemd.exec(5)). {@code $NAME} as a word of its own becomes
 * words, {@code ${NAME}} does not (systemd.service(5)).
 */
final class ServiceCommand {

    private static final Pattern WORD = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern BRACED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final HostText files;
    private final String service;

    /** Of a service such as {@code kubelet.service}. */
    ServiceCommand(HostText files, String service) {
        this.files = files;
        this.service = service;
    }

    /**
     * The words after the program.
     *
     * @param program its file's name; that of a wrapper says nothing
     * @return null if there is no such service
     * @throws UnreadableException if the unit starts something else, or a file of it cannot be read
     */
    @Nullable
    List<String> words(String program) throws UnreadableException {
        SystemdUnit unit = SystemdUnit.read(files, service);
        if (unit == null) {
            return null;
        }
        List<String> commands = unit.list("ExecStart");
        Map<String, String> environment = environment(unit);
        List<String> words = new ArrayList<>();
        for (String word : commands.isEmpty() ? List.<String>of() : split(commands.get(commands.size() - 1))) {
            expand(word, environment, words);
        }
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).matches("[-@:+!|]*(\\S*/)?" + program)) {
                return List.copyOf(words.subList(i + 1, words.size()));
            }
        }
        throw new UnreadableException(Reason.INVALID, service + " does not start the " + program + " itself");
    }

    private Map<String, String> environment(SystemdUnit unit) throws UnreadableException {
        Map<String, String> environment = new HashMap<>();
        for (String line : unit.list("Environment")) {
            for (String assignment : split(line)) {
                int equals = assignment.indexOf('=');
                if (equals > 0) {
                    environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
                }
            }
        }
        for (String file : unit.list("EnvironmentFile")) {
            environment.putAll(environmentFile(file));
        }
        return environment;
    }

    private Map<String, String> environmentFile(String setting) throws UnreadableException {
        boolean optional = setting.startsWith("-");
        String name = service.substring(0, service.lastIndexOf('.'));
        String path = (optional ? setting.substring(1) : setting)
                .replace("%N", name)
                .replace("%n", service)
                .replace("%p", name);
        String text = files.text(path);
        Map<String, String> variables = text == null ? Map.of() : EnvironmentFile.parse(text);
        if (variables == null || (text == null && !optional)) {
            throw new UnreadableException(
                    Reason.INVALID, "a file of variables of " + service + " is not there or half written");
        }
        return variables;
    }

    private List<String> split(String line) throws UnreadableException {
        List<String> words = Words.split(line);
        if (words == null) {
            throw new UnreadableException(Reason.INVALID, service + " has a quote left open");
        }
        return words;
    }

    private void expand(String word, Map<String, String> environment, List<String> words) throws UnreadableException {
        Matcher whole = WORD.matcher(word);
        if (whole.matches()) {
            words.addAll(split(environment.getOrDefault(whole.group(1), "")));
        } else {
            words.add(BRACED.matcher(word)
                    .replaceAll(found -> Matcher.quoteReplacement(environment.getOrDefault(found.group(1), ""))));
        }
    }
}
