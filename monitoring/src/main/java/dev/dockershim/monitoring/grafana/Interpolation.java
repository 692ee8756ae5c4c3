package dev.dockershim.monitoring.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in place of variables, as Grafana does for Prometheus: one that can be several is a regular expression
 * ({@code prometheus/src/datasource.ts}, {@code templateSrv}).
 */
public final class Interpolation {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(\\w+)|\\[\\[(\\w+?)(?::(\\w+))?]]|\\$\\{(\\w+)(?:\\.[^:^}]+)?(?::([^}]+))?}");
    private static final Pattern REGEX_SIGNS = Pattern.compile("[$^*{}\\[\\]'+?.()|]");

    private final Map<String, Selection> selections = new LinkedHashMap<>();
    private final Map<String, String> own;

    private Interpolation(Map<String, String> own) {
        this.own = own;
    }

    /** Variables of a dashboard, and Grafana's own of a time window. */
    public static Interpolation of(List<Selection> selections, TimeWindow window) {
        Interpolation interpolation = new Interpolation(window.variables());
        selections.forEach(
                selection -> interpolation.selections.put(selection.variable().name(), selection));
        return interpolation;
    }

    /** The variables that a text names, Grafana's own too. */
    public static Set<String> variablesIn(String text) {
        Set<String> names = new TreeSet<>();
        for (Matcher variable = VARIABLE.matcher(text); variable.find(); ) {
            names.add(name(variable));
        }
        return names;
    }

    /** An expression or selector with values; what is no variable stays. */
    public String expression(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            Matcher match = VARIABLE.matcher(variable.group());
            return Matcher.quoteReplacement(match.matches() ? value(match, Interpolation::promql) : variable.group());
        });
    }

    /** A title or a text for people. */
    public String text(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            Matcher match = VARIABLE.matcher(variable.group());
            return Matcher.quoteReplacement(match.matches() ? value(match, Interpolation::readable) : variable.group());
        });
    }

    private String value(Matcher variable, Function<Selection, String> usual) {
        String name = name(variable);
        String format = variable.group(3) != null ? variable.group(3) : variable.group(5);
        String grafana = own.get(name);
        if (grafana != null) {
            return grafana;
        }
        Selection selection = selections.get(name);
        if (selection == null) {
            return variable.group();
        }
        return format == null ? usual.apply(selection) : formatted(selection, format);
    }

    private static String name(Matcher variable) {
        for (int group : new int[] {1, 2, 4}) {
            String name = variable.group(group);
            if (name != null) {
                return name;
            }
        }
        throw new IllegalStateException("no group");
    }

    private static String promql(Selection selection) {
        String all = allValue(selection);
        if (all != null) {
            return all;
        }
        if (!selection.variable().isRegex()) {
            return selection.values().isEmpty() ? "" : selection.values().get(0);
        }
        return alternatives(selection.values(), Interpolation::escapedTwice);
    }

    /** "All" of a variable that has a value for it; that is taken as it is. */
    private static @Nullable String allValue(Selection selection) {
        return selection.isAll() ? selection.variable().allValue() : null;
    }

    private static String formatted(Selection selection, String format) {
        String all = allValue(selection);
        List<String> values = all == null ? selection.values() : List.of(all);
        return switch (format) {
            case "regex" ->
                all != null ? all : alternatives(values, value -> escaped(value.replace("\\", "\\\\"), "\\\\"));
            case "pipe" -> String.join("|", values);
            case "csv", "raw" -> String.join(",", values);
            case "doublequote" ->
                values.stream()
                        .map(value -> '"' + value.replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(","));
            case "text" -> readable(selection);
            case "percentencode" -> URLEncoder.encode(String.join(",", values), UTF_8);
            case "queryparam" ->
                (selection.isAll() ? List.of("$__all") : values)
                        .stream()
                                .map(value ->
                                        "var-" + selection.variable().name() + "=" + URLEncoder.encode(value, UTF_8))
                                .collect(Collectors.joining("&"));
            default -> throw new IllegalArgumentException("format ':" + format + "' is not supported");
        };
    }

    private static String readable(Selection selection) {
        return selection.isAll() ? "All" : String.join(" + ", selection.values());
    }

    private static String alternatives(List<String> values, UnaryOperator<String> escape) {
        String joined = values.stream().map(escape).collect(Collectors.joining("|"));
        return values.size() == 1 ? joined : "(" + joined + ")";
    }

    /** For a regular expression inside a string of PromQL, which has escapes of its own. */
    private static String escapedTwice(String value) {
        return escaped(value.replace("\\", "\\\\\\\\"), "\\\\\\\\");
    }

    private static String escaped(String value, String before) {
        return REGEX_SIGNS.matcher(value).replaceAll(sign -> before + Matcher.quoteReplacement(sign.group()));
    }
}
