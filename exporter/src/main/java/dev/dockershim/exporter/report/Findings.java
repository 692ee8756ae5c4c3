package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Upgrade.Finding;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Collects what rules find. */
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    /** About the cluster. */
    void add(Rule rule, Weight weight, String text) {
        found.add(new Finding(rule, weight, text, List.of()));
    }

    /**
     * About those of the nodes that {@code which} holds for, if it does for any.
     *
     * @param sentence with {@code %s} where the nodes are named
     */
    void add(Rule rule, Weight weight, String sentence, List<UpgradeNode> nodes, Predicate<UpgradeNode> which) {
        List<String> names = nodes.stream().filter(which).map(UpgradeNode::name).toList();
        if (!names.isEmpty()) {
            String told = Words.nodes(names.size()) + " (" + Words.some(names) + ")";
            found.add(new Finding(rule, weight, sentence.replace("%s", told), names));
        }
    }

    /** All of it: what stands in the way first, then what is not known; else in the order of the rules. */
    List<Finding> sorted() {
        return found.stream().sorted(Comparator.comparing(Finding::weight)).toList();
    }
}
