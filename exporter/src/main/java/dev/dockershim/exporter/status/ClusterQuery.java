package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a cluster's page is asked for. What is not one of the words that the page itself offers is taken as not said,
 * and the page's forms show what is in force.
 *
 * @param view which of the pages
 * @param node whose page; empty but on {@link View#NODE}
 * @param search what names are to contain, in lower case; empty for any
 * @param phase of nodes; null for any
 * @param check that nodes are to fail; empty for any
 * @param need what nodes are to need
 * @param method of workloads; null for any
 * @param sort of nodes
 * @param page from 1
 */
record ClusterQuery(
        View view,
        String node,
        String search,
        @Nullable Phase phase,
        String check,
        Need need,
        @Nullable Method method,
        NodeOrder sort,
        int page) {

    /** A cluster's pages. */
    enum View {
        /** All of it in short. */
        OVERVIEW,
        /** The table of nodes. */
        NODES,
        /** The tables of workloads. */
        WORKLOADS,
        /** One node. */
        NODE
    }

    /** What a node needs. */
    enum Need {
        /** All nodes. */
        ALL("all nodes"),
        /** Those that are not at an end of their way, or fail a blocker or a warning. */
        WORK("with something to do"),
        /** Those that fail a blocker. */
        BLOCKED("with a blocker"),
        /** Those whose phase or a check of which is unknown. */
        UNKNOWN("with something unknown");

        private final String title;

        Need(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** A search or a name in an address is not longer than that, encoded; names of Kubernetes have 253 characters. */
    static final int MAX_ENCODED = 300;

    private static final int MAX_PAGE_DIGITS = 6;

    static ClusterQuery of(Map<String, String> query) {
        String node = query.getOrDefault("node", "");
        return new ClusterQuery(
                node.isEmpty() ? view(query.getOrDefault("view", "")) : View.NODE,
                node,
                search(query.getOrDefault("q", "")),
                word(Phase.values(), Phase::label, query.getOrDefault("phase", "")),
                query.getOrDefault("check", ""),
                Objects.requireNonNullElse(word(Need.values(), Need::name, query.getOrDefault("need", "")), Need.ALL),
                word(Method.values(), Method::label, query.getOrDefault("method", "")),
                NodeOrder.parse(query.getOrDefault("sort", "")),
                page(query.getOrDefault("page", "")));
    }

    /** The same with a check that is one of {@code ids}, or none. */
    ClusterQuery checkAmong(Iterable<String> ids) {
        for (String id : ids) {
            if (id.equals(check)) {
                return this;
            }
        }
        return new ClusterQuery(view, node, search, phase, "", need, method, sort, page);
    }

    /** The same of the table of nodes. */
    ClusterQuery ofNodes() {
        return new ClusterQuery(View.NODES, node, search, phase, check, need, method, sort, page);
    }

    ClusterQuery sortedBy(NodeOrder order) {
        return new ClusterQuery(view, node, search, phase, check, need, method, order, 1);
    }

    ClusterQuery atPage(int number) {
        return new ClusterQuery(view, node, search, phase, check, need, method, sort, number);
    }

    /** The address that asks for this. */
    String address() {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("view", view == View.OVERVIEW ? "" : view.name().toLowerCase(Locale.ROOT));
        said.put("q", search);
        said.put("phase", phase == null ? "" : phase.label());
        said.put("check", check);
        said.put("need", need == Need.ALL ? "" : need.name().toLowerCase(Locale.ROOT));
        said.put("method", method == null ? "" : method.label());
        said.put("sort", sort.text());
        said.put("page", page == 1 ? "" : Integer.toString(page));
        return address(said);
    }

    /** The address of the nodes of a phase. */
    static String nodesOf(Phase phase) {
        return address(Map.of("view", "nodes")) + "&phase=" + phase.label();
    }

    /** The address of the nodes that fail a check. */
    static String nodesFailing(String check) {
        return address(Map.of("view", "nodes")) + "&check=" + HtmlText.inAddress(check);
    }

    /** The address of a node's page; null if the name is too long to be one. */
    static @Nullable String nodeNamed(String name) {
        String encoded = HtmlText.inAddress(name);
        return encoded.length() > MAX_ENCODED ? null : "/?node=" + encoded;
    }

    private static String address(Map<String, String> said) {
        StringBuilder address = new StringBuilder("/");
        char separator = '?';
        for (Map.Entry<String, String> parameter : said.entrySet()) {
            if (!parameter.getValue().isEmpty()) {
                address.append(separator)
                        .append(parameter.getKey())
                        .append('=')
                        .append(HtmlText.inAddress(parameter.getValue()));
                separator = '&';
            }
        }
        return address.toString();
    }

    /** A node's page is asked for by the node's name alone. */
    private static View view(String text) {
        View view = word(View.values(), View::name, text);
        return view == null || view == View.NODE ? View.OVERVIEW : view;
    }

    private static String search(String text) {
        String search = text.strip().toLowerCase(Locale.ROOT);
        while (HtmlText.inAddress(search).length() > MAX_ENCODED) {
            search = search.substring(0, search.offsetByCodePoints(search.length(), -1));
        }
        return search;
    }

    private static int page(String text) {
        boolean number = !text.isEmpty()
                && text.length() <= MAX_PAGE_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        // What is a number, but too long, is beyond the end as well, and there the last page is shown.
        boolean huge = text.length() > MAX_PAGE_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return huge ? Integer.MAX_VALUE : number ? Math.max(1, Integer.parseInt(text)) : 1;
    }

    private static <T> @Nullable T word(T[] words, Function<T, String> label, String text) {
        for (T word : words) {
            if (label.apply(word).toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        return null;
    }
}
