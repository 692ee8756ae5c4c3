package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Target;
import dev.dockershim.monitoring.promql.KnownMetrics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Columns that are chosen, renamed or changed are those that a table has; so are series. */
final class FieldCheck {

    private static final Pattern REGEX = Pattern.compile("/(.*)/[gi]*");

    private final List<String> problems = new ArrayList<>();

    private FieldCheck() {}

    static List<String> problems(Dashboard dashboard, KnownMetrics known) {
        FieldCheck check = new FieldCheck();
        for (Panel panel : dashboard.shown()) {
            if (!panel.targets().isEmpty()) {
                check.panel(dashboard, panel, known);
            }
        }
        return check.problems;
    }

    private void panel(Dashboard dashboard, Panel panel, KnownMetrics known) {
        String where = "'" + panel.title() + "'";
        boolean named = panel.targets().stream().noneMatch(FieldCheck::isTemplate);
        Set<String> fields = new LinkedHashSet<>();
        if (panel.type().equals("table")) {
            fields.addAll(columns(dashboard, panel, known));
            for (JsonNode transformation : panel.json().path("transformations")) {
                transform(transformation, fields, where);
            }
            named = true;
        } else {
            panel.targets().forEach(target -> fields.add(target.legend()));
        }
        for (JsonNode override : panel.overrides()) {
            override(panel, override.path("matcher"), named ? fields : null, where);
        }
        for (JsonNode sort : panel.options().path("sortBy")) {
            need(sort.path("displayName").asString(""), fields, where + " is sorted by");
        }
    }

    private static boolean isTemplate(Target target) {
        return target.legend().contains("{{")
                || target.legend().isEmpty()
                || target.legend().equals("__auto");
    }

    /** Grafana calls the value by its letter where there are several. */
    private static Set<String> columns(Dashboard dashboard, Panel panel, KnownMetrics known) {
        Set<String> columns = new LinkedHashSet<>(Set.of("Time", "Value"));
        for (Target target : panel.targets()) {
            columns.addAll(ExpressionCheck.labels(dashboard, target, known));
            if (panel.targets().size() > 1) {
                columns.add("Value #" + target.refId());
            }
        }
        return columns;
    }

    private void transform(JsonNode transformation, Set<String> fields, String where) {
        JsonNode options = transformation.path("options");
        switch (transformation.path("id").asString("")) {
            case "merge" -> {}
            case "filterFieldsByName" -> {
                Set<String> kept = new LinkedHashSet<>();
                options.path("include").path("names").forEach(name -> kept.add(name.asString("")));
                kept.forEach(name -> need(name, fields, where + " keeps"));
                fields.retainAll(kept);
            }
            case "organize" -> {
                options.path("indexByName").propertyNames().forEach(name -> need(name, fields, where + " orders"));
                options.path("renameByName").properties().forEach(rename -> {
                    need(rename.getKey(), fields, where + " renames");
                    fields.remove(rename.getKey());
                    fields.add(rename.getValue().asString(""));
                });
            }
            default ->
                problems.add(where + " transforms by " + transformation.path("id") + ", which nothing here knows");
        }
    }

    private void override(Panel panel, JsonNode matcher, @Nullable Set<String> fields, String where) {
        String options = matcher.path("options").asString("");
        switch (matcher.path("id").asString("")) {
            case "byName" -> {
                if (fields != null) {
                    need(options, fields, where + " changes");
                }
            }
            case "byRegexp" -> {
                Pattern pattern = Pattern.compile(REGEX.matcher(options).replaceFirst("$1"));
                if (fields != null && fields.stream().noneMatch(pattern.asPredicate())) {
                    problems.add(where + " changes " + options + ", which nothing is called");
                }
            }
            case "byFrameRefID" -> {
                if (panel.targets().stream().noneMatch(target -> target.refId().equals(options))) {
                    problems.add(where + " changes target " + options + ", which it has not");
                }
            }
            default -> problems.add(where + " overrides by " + matcher.path("id") + ", which nothing here knows");
        }
    }

    private void need(String name, Set<String> fields, String what) {
        if (!fields.contains(name)) {
            problems.add(what + " '" + name + "', which it has not");
        }
    }
}
