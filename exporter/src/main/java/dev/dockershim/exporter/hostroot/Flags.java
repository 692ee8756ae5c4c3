package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flags among the words of a command line, as Go's programs read them: {@code --flag=value}, {@code --flag value},
 * {@code -flag value}, for a flag of one letter {@code -fvalue} as well (spf13/pflag), and {@code _} for {@code -} as the
 * kubelet allows (k8s.io/component-base/cli/flag, WordSepNormalizeFunc). Only named flags are kept.
 */
final class Flags {

    /** What strconv.ParseBool takes. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private final Map<String, List<String>> values = new HashMap<>();

    private Flags() {}

    /**
     * Looks through the words.
     *
     * @param valued flags that have a value
     * @param switches flags that stand alone, or have {@code =true} or {@code =false}
     * @return null if a flag lacks its value, as in a line that is half written, or a switch has one that is none
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
            if (switches.contains(name)) {
                String value = equals < 0 ? "true" : word.substring(equals + 1);
                if (!TRUE.contains(value) && !FALSE.contains(value)) {
                    return null;
                }
                flags.add(name, value);
            } else if (valued.contains(name)) {
                if (equals < 0 && (++i == words.size() || words.get(i).startsWith("-"))) {
                    return null;
                }
                flags.add(name, equals < 0 ? words.get(i) : word.substring(equals + 1));
            } else if (name.length() > 1 && !word.startsWith("--") && valued.contains(name.substring(0, 1))) {
                flags.add(name.substring(0, 1), word.substring(2));
            }
        }
        return flags;
    }

    /** The last value of any of {@code names}; null if none is there. */
    @Nullable
    String last(String... names) {
        List<String> all = all(names);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The last value of any of {@code names}; empty if none is there. */
    String text(String... names) {
        String last = last(names);
        return last == null ? "" : last;
    }

    /** All values of {@code names}, in order. */
    List<String> all(String... names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            all.addAll(values.getOrDefault(name, List.of()));
        }
        return all;
    }

    /** Whether a switch is on. */
    boolean on(String name) {
        return TRUE.contains(text(name));
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
