package dev.dockershim.monitoring.promql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Metrics with the labels that they may have.
 *
 * @param labels by metric; a key may be a regular expression, such as {@code jvm_.*}
 * @param targetLabels that every series may have beside its own
 */
public record KnownMetrics(Map<String, Set<String>> labels, Set<String> targetLabels) {

    /** These, and more of them: those of recording rules, for example. */
    public KnownMetrics and(Map<String, Set<String>> more) {
        Map<String, Set<String>> all = new LinkedHashMap<>(labels);
        all.putAll(more);
        return new KnownMetrics(all, targetLabels);
    }

    /** Whether there is such a metric. */
    public boolean has(String metric) {
        return labels.keySet().stream().anyMatch(key -> Pattern.matches(key, metric));
    }

    /** Labels of a metric, those of its target too; these alone if it is not known. */
    public Set<String> labelsOf(String metric) {
        Set<String> all = new TreeSet<>(targetLabels);
        labels.forEach((key, own) -> {
            if (Pattern.matches(key, metric)) {
                all.addAll(own);
            }
        });
        return all;
    }

    /** Metrics whose name matches, as {@code __name__=~} does. */
    Set<String> matching(String regex) {
        return labels.keySet().stream()
                .filter(metric -> Pattern.matches(regex, metric))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
