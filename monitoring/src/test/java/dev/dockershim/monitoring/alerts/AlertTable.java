package dev.dockershim.monitoring.alerts;

import dev.dockershim.monitoring.alerts.Rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table at the end of docs/alerts.md: all but the last column is the rules'. */
final class AlertTable {

    private static final String HEAD = """
            | alert | severity | for | fires when |
            |---|---|---|---|
            """;

    private static final Pattern ROW =
            Pattern.compile("^\\| \\[(\\w+)]\\([^)]*\\) \\|[^|]*\\|[^|]*\\| (.*) \\|$", Pattern.MULTILINE);

    private AlertTable() {}

    /**
     * The page with the table that these alerts make. When an alert fires is told by the page; of an alert that it does
     * not have yet, by nobody.
     *
     * @throws IllegalArgumentException if the page has no such table
     */
    static String renewed(String page, List<Rule> alerts) {
        int start = page.indexOf(HEAD);
        if (start < 0) {
            throw new IllegalArgumentException("no table that begins with " + HEAD);
        }
        int rows = start + HEAD.length();
        Map<String, String> told = told(page.substring(rows));
        StringBuilder renewed = new StringBuilder(page.substring(0, rows));
        for (Rule alert : alerts) {
            String name = alert.name();
            renewed.append("| [%s](runbooks/%s.md) | %s | %s | %s |\n"
                    .formatted(
                            name,
                            name,
                            alert.labels().getOrDefault("severity", ""),
                            alert.json().path("for").asString(""),
                            told.getOrDefault(name, "")));
        }
        return renewed.append(afterRows(page.substring(rows))).toString();
    }

    /** When each alert of the table fires, by its name. */
    static Map<String, String> told(String page) {
        Map<String, String> told = new TreeMap<>();
        for (Matcher row = ROW.matcher(page); row.find(); ) {
            told.put(row.group(1), row.group(2).strip());
        }
        return told;
    }

    private static String afterRows(String text) {
        int at = 0;
        while (text.startsWith("|", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return text.substring(at);
    }
}
