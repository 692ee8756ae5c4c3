package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words of the report, the same in each form of it. */
final class Words {

    private static final int TOLD = 3;

    private Words() {}

    /** {@code 1 node}, {@code 2 nodes}. */
    static String nodes(int number) {
        return count(number, "node", "nodes");
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** The first few of these, and how many more there are. */
    static String some(List<String> names) {
        String told = String.join(", ", names.subList(0, Math.min(TOLD, names.size())));
        return names.size() > TOLD ? told + " and " + (names.size() - TOLD) + " more" : told;
    }

    /** As the column CONTAINER-RUNTIME of kubectl: {@code docker 20.10.7}. */
    static String runtime(RuntimeName name) {
        return name.version() == null ? name.kind().label() : name.kind().label() + " " + name.version();
    }

    static String version(@Nullable Version version) {
        return version == null ? "unknown" : version.toString();
    }
}
