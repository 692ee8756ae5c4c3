package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.grafana.Panel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What holds for one series or column: the panel's defaults, and those overrides whose matcher fits, in their order.
 *
 * @param json as {@code fieldConfig.defaults} of a panel
 */
public record FieldOptions(JsonNode json) {

    private static final Pattern REGEX = Pattern.compile("/(.*)/[gi]*", Pattern.DOTALL);

    /**
     * Of one field.
     *
     * @param name as it is shown
     * @param refId of the target that it comes from; empty for one that comes of several
     * @param isNumber whether it has numbers, not texts
     */
    public static FieldOptions of(Panel panel, String name, String refId, boolean isNumber) {
        ObjectNode options = panel.defaults().isObject()
                ? (ObjectNode) panel.defaults().deepCopy()
                : JsonMapper.shared().createObjectNode();
        for (JsonNode override : panel.overrides()) {
            if (fits(override.path("matcher"), name, refId, isNumber)) {
                for (JsonNode property : override.path("properties")) {
                    set(options, property.path("id").asString(""), property.path("value"));
                }
            }
        }
        return new FieldOptions(options);
    }

    private static boolean fits(JsonNode matcher, String name, String refId, boolean isNumber) {
        String options = matcher.path("options").asString("");
        return switch (matcher.path("id").asString("")) {
            case "byName" -> options.equals(name);
            case "byRegexp" -> pattern(options).matcher(name).find();
            case "byFrameRefID" -> options.equals(refId);
            case "byType" -> options.equals(isNumber ? "number" : "string");
            default -> throw new UnsupportedPanelException("overrides by " + matcher.path("id"));
        };
    }

    private static Pattern pattern(String text) {
        Matcher regex = REGEX.matcher(text);
        return Pattern.compile(regex.matches() ? regex.group(1) : text);
    }

    private static void set(ObjectNode options, String path, JsonNode value) {
        ObjectNode at = options;
        int last = path.lastIndexOf('.');
        if (last >= 0) {
            at = at.withObject("/" + path.substring(0, last).replace('.', '/'));
        }
        at.set(path.substring(last + 1), value);
    }

    /** Options of the kind of panel, such as {@code lineWidth}. */
    public JsonNode custom() {
        return json.path("custom");
    }

    /** The unit's id; empty if there is none. */
    public String unit() {
        return json.path("unit").asString("");
    }

    /** How many decimals are asked for; -1 if that is left to the value. */
    public int decimals() {
        return json.path("decimals").asInt(-1);
    }

    /** What is shown in place of nothing; empty if that is not given. */
    public String noValue() {
        return json.path("noValue").asString("");
    }
}
