package dev.dockershim.monitoring.panels;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value as it is shown: its text, and its colour for CSS.
 *
 * @param color null if neither a mapping, a threshold nor anything else gives it one
 */
public record Display(String text, @Nullable String color) {

    /** A number, by its mappings, its unit and its thresholds. */
    public static Display of(double value, FieldOptions options) {
        Display mapped = mapped(Units.plain(value), value, options);
        String color = color(value, options);
        if (mapped != null) {
            return new Display(mapped.text(), mapped.color() == null ? color : mapped.color());
        }
        return new Display(Units.text(value, options.unit(), options.decimals()), color);
    }

    /** A text, by its mappings. */
    public static Display of(String value, FieldOptions options) {
        Display mapped = mapped(value, Double.NaN, options);
        String fixed = fixedColor(options);
        if (mapped != null) {
            return new Display(mapped.text(), mapped.color() == null ? fixed : mapped.color());
        }
        return new Display(value, fixed);
    }

    /** Nothing: what is said in place of it. */
    public static Display none(FieldOptions options) {
        return new Display(options.noValue(), null);
    }

    private static @Nullable Display mapped(String text, double number, FieldOptions options) {
        for (JsonNode mapping : options.json().path("mappings")) {
            JsonNode of = mapping.path("options");
            JsonNode result = switch (mapping.path("type").asString("")) {
                case "value" -> of.path(text);
                case "range" -> isIn(number, of) ? of.path("result") : of.path("-");
                case "regex" ->
                    Pattern.compile(of.path("pattern").asString("").replaceAll("^/|/$", ""))
                                    .matcher(text)
                                    .matches()
                            ? of.path("result")
                            : of.path("-");
                case "special" -> isSpecial(number, of.path("match").asString("")) ? of.path("result") : of.path("-");
                default -> throw new UnsupportedPanelException("mapping " + mapping.path("type"));
            };
            if (result.isObject()) {
                String shown = result.path("text").asString("");
                String color = result.path("color").asString("");
                return new Display(shown.isEmpty() ? text : shown, color.isEmpty() ? null : Colors.css(color));
            }
        }
        return null;
    }

    private static boolean isIn(double number, JsonNode range) {
        return number >= range.path("from").asDouble(Double.NEGATIVE_INFINITY)
                && number <= range.path("to").asDouble(Double.POSITIVE_INFINITY);
    }

    /** What is no number is the only special value that an answer of Prometheus has. */
    private static boolean isSpecial(double number, String match) {
        return Double.isNaN(number) && (match.equals("nan") || match.equals("null+nan"));
    }

    private static @Nullable String color(double value, FieldOptions options) {
        if (options.json().path("color").path("mode").asString("").equals("thresholds")) {
            return threshold(value, options);
        }
        return fixedColor(options);
    }

    private static @Nullable String fixedColor(FieldOptions options) {
        JsonNode color = options.json().path("color");
        return color.path("mode").asString("").equals("fixed")
                ? Colors.css(color.path("fixedColor").asString(""))
                : null;
    }

    /** The last step that is not above the value. */
    private static @Nullable String threshold(double value, FieldOptions options) {
        JsonNode thresholds = options.json().path("thresholds");
        double compared = value;
        if (thresholds.path("mode").asString("").equals("percentage")) {
            double min = options.json().path("min").asDouble(0);
            double max = options.json().path("max").asDouble(100);
            compared = (value - min) / (max - min) * 100;
        }
        String color = null;
        for (JsonNode step : thresholds.path("steps")) {
            if (step.path("value").isNull() || step.path("value").asDouble(0) <= compared) {
                color = Colors.css(step.path("color").asString(""));
            }
        }
        return color;
    }
}
