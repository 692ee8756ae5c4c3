package dev.dockershim.exporter.build;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Commands of a script that fetch something from a registry: each is to say which version. */
final class PinnedCommands {

    private static final Pattern NEWEST = Pattern.compile("@(?:latest|master|main|HEAD)\\b");
    private static final Pattern GO = Pattern.compile("\\bgo (?:install|run|get) (?:-\\S+ )*[\\w.-]+\\.[a-z]+/");
    private static final Pattern OF_A_VERSION = Pattern.compile("@v\\d|@\\$");
    private static final Pattern PIP = Pattern.compile("\\bpip3? install\\b");
    private static final Pattern OF_A_LIST = Pattern.compile("==|--require-hashes|-r ");
    private static final Pattern NPM = Pattern.compile("\\bnpm (?:install|i|exec)\\b|\\bnpx\\b");
    private static final Pattern NPM_VERSION = Pattern.compile("@\\d|@\\$");

    private PinnedCommands() {}

    /** Lines that would fetch another version one day. */
    static List<String> problems(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .filter(((Predicate<String>) line -> NEWEST.matcher(line).find())
                        .or(line -> lacks(line, GO, OF_A_VERSION))
                        .or(line -> lacks(line, PIP, OF_A_LIST))
                        .or(line -> lacks(line, NPM, NPM_VERSION)))
                .toList();
    }

    private static boolean lacks(String line, Pattern command, Pattern version) {
        return command.matcher(line).find() && !version.matcher(line).find();
    }
}
