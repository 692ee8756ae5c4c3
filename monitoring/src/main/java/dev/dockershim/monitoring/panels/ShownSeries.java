package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.prometheus.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A series with its name and what holds for it. */
public record ShownSeries(String name, FieldOptions options, Series series) {

    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(.+?)\\s*}}");

    /** All series of a panel, in the order of its targets. */
    public static List<ShownSeries> of(Panel panel, List<Answer> answers) {
        List<ShownSeries> shown = new ArrayList<>();
        for (Answer answer : answers) {
            for (Series series : answer.series()) {
                String name = name(answer, series.labels());
                FieldOptions options =
                        FieldOptions.of(panel, name, answer.target().refId(), true);
                String other = options.json().path("displayName").asString("");
                shown.add(new ShownSeries(other.isEmpty() ? name : other, options, series));
            }
        }
        return shown;
    }

    /** Its newest value. */
    public Display last() {
        return Display.of(series.last(), options);
    }

    private static String name(Answer answer, Map<String, String> labels) {
        String legend = answer.target().legend();
        if (!legend.isEmpty() && !legend.equals("__auto")) {
            // A label that is not there leaves nothing.
            return LABEL.matcher(legend)
                    .replaceAll(label -> Matcher.quoteReplacement(labels.getOrDefault(label.group(1), "")));
        }
        if (labels.isEmpty()) {
            return answer.promql();
        }
        if (labels.size() == 1) {
            return labels.values().iterator().next();
        }
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
