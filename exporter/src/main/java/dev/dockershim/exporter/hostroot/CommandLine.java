package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flags of a process that reads them as Go's pflag does: {@code --name value}, {@code --name=value}, {@code -n value};
 * a switch takes a value by {@code =} only.
 */
final class CommandLine {

    private final Map<String, List<String>> values = new HashMap<>();

    /**
     * Reads {@code arguments}, the program's own name left out or not.
     *
     * @param switches names of those that take no value, since the word after them is none
     * @param letters one-letter names, whose value may follow without a space; without any, {@code -name} is a long name
     */
    CommandLine(List<String> arguments, Set<String> switches, String letters) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                return;
            }
            if (!argument.startsWith("-") || argument.length() < 2) {
                continue;
            }
            String flag = argument.substring(argument.startsWith("--") ? 2 : 1);
            int equals = flag.indexOf('=');
            if (!argument.startsWith("--") && flag.length() > 1 && letters.indexOf(flag.charAt(0)) >= 0) {
                add(flag.substring(0, 1), flag.substring(equals == 1 ? 2 : 1));
            } else if (equals >= 0) {
                add(flag.substring(0, equals), flag.substring(equals + 1));
            } else if (switches.contains(flag) || i + 1 == arguments.size()) {
                add(flag, "true");
            } else {
                add(flag, arguments.get(++i));
            }
        }
    }

    /** Values of any of {@code names}, in order. */
    List<String> all(String... names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            all.addAll(values.getOrDefault(name, List.of()));
        }
        return all;
    }

    /** The last value of any of {@code names}; empty if there is none. */
    String last(String... names) {
        List<String> all = all(names);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** Whether one of the switches {@code names} is on. */
    boolean on(String... names) {
        return Set.of("true", "1", "t", "T", "TRUE", "True").contains(last(names));
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }
}
