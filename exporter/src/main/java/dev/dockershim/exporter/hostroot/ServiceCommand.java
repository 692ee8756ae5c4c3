package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words with which systemd would start a service: {@code ExecStart=} with the variables of its environment put in.
 * {@code $NAME} as a word of its own becomes words, {@code ${NAME}} does not (systemd.service(5)).
 */
final class ServiceCommand {

    private static final Pattern WORD = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern BRACED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final HostRoot host;
    private final String service;

    /** Of a service such as {@code kubelet.service}. */
    ServiceCommand(HostRoot host, String service) {
        this.host = host;
        this.service = service;
    }

    /**
     * The words after the program.
     *
     * @param program its file's name; that of a wrapper says nothing
     * @return null if there is no such service
     * @throws MissingFileException if the unit starts something else, or a file of it cannot be read
     */
    @Nullable
    List<String> words(String program) throws MissingFileException {
        ServiceUnit unit = ServiceUnit.read(host, service);
        if (!unit.isInstalled()) {
            return null;
        }
        String command = unit.command();
        List<String> words = new ArrayList<>();
        for (String word : command == null ? List.<String>of() : unit.words(command)) {
            expand(word, unit, words);
        }
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).matches("[-@:+!|]*(\\S*/)?" + program)) {
                return List.copyOf(words.subList(i + 1, words.size()));
            }
        }
        throw unit.invalid("does not start the " + program + " itself");
    }

    private static void expand(String word, ServiceUnit unit, List<String> words) throws MissingFileException {
        Matcher whole = WORD.matcher(word);
        if (whole.matches()) {
            words.addAll(unit.words(unit.variable(whole.group(1))));
        } else {
            words.add(
                    BRACED.matcher(word).replaceAll(found -> Matcher.quoteReplacement(unit.variable(found.group(1)))));
        }
    }
}
