package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flags among the words of a command line: {@code --flag=value}, {@code --flag value} and {@code -flag value}, and
 * {@code _} for {@code -} as the kubelet allows (k8s.io/component-base/cli/flag, WordSepNormalizeFunc). Only named flags
 * are kept.
 */
final class Flags {

    private final Map<String, List<String>> values = new HashMap<>();

    private Flags() {}

    /**
     * Looks through the words.
     *
     * @param valued flags that have a value
     * @param switches flags that stand alone, or have {@code =true} or {@code =false}
     * @return null if a flag lacks its value, as in a line that is half written
     */
    static @Nullable Flags parse(List<String> words, Set<String> valued, Set<String> switches) {
        Flags flags = new Flags();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                return flags;
            }
            int equals = word.indexOf('=');
            String name = name(equals < 0 ? word : word.substring(0, equals));
            if (equals >= 0 && (valued.contains(name) || switches.contains(name))) {
                flags.add(name, word.substring(equals + 1));
            } else if (switches.contains(name)) {
                flags.add(name, "true");
            } else if (valued.contains(name)) {
                if (++i == words.size() || words.get(i).startsWith("-")) {
                    return null;
                }
                flags.add(name, words.get(i));
            }
        }
        return flags;
    }

    /** The last value; null if the flag is not there. */
    @Nullable
    String last(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** All values, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether a switch is on. */
    boolean on(String name) {
        String last = last(name);
        return last != null && (last.equalsIgnoreCase("true") || last.equals("1") || last.equalsIgnoreCase("t"));
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    /** Without dashes in front; a word that is no flag is no name. */
    private static String name(String word) {
        if (!word.startsWith("-")) {
            return "";
        }
        return word.substring(word.startsWith("--") ? 2 : 1).replace('_', '-');
    }
}
