package dev.dockershim.exporter.exposition;

/** The grammar of names that every Prometheus version and OpenMetrics 1.0 accept. */
final class Names {

    private Names() {}

    /** Returns the name of a label, or throws IllegalArgumentException. */
    static String requireLabel(String name) {
        if (!isName(name, false)) {
            throw new IllegalArgumentException("not a label name: " + name);
        }
        return name;
    }

    /** Returns the name of a metric, or throws IllegalArgumentException. */
    static String requireMetric(String name) {
        if (!isName(name, true)) {
            throw new IllegalArgumentException("not a metric name: " + name);
        }
        return name;
    }

    private static boolean isName(String name, boolean colons) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean start = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c == ':' && colons);
            if (!start && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
