package dev.dockershim.monitoring.panels;

import java.util.List;
import java.util.Map;

/** Colours by Grafana's names, on a light background. */
public final class Colors {

    /** That of texts. */
    public static final String TEXT = "#24292e";

    /** Series without a colour of their own take these in turn. */
    private static final List<String> PALETTE = List.of(
            "#56a64b", "#f2cc0c", "#3274d9", "#ff780a", "#e02f44", "#a352cc", "#37872d", "#e0b400", "#1f60c4",
            "#fa6400", "#c4162a", "#8f3bb8", "#96d98d", "#ffee52", "#8ab8ff", "#ffb357", "#ff7383", "#ca95e5");

    private static final Map<String, List<String>> HUES = Map.of(
            "green", List.of("#19730e", "#37872d", "#56a64b", "#73bf69", "#96d98d"),
            "yellow", List.of("#cc9d00", "#e0b400", "#f2cc0c", "#fade2a", "#ffee52"),
            "blue", List.of("#1250b0", "#1f60c4", "#3274d9", "#5794f2", "#8ab8ff"),
            "orange", List.of("#e55400", "#fa6400", "#ff780a", "#ff9830", "#ffb357"),
            "red", List.of("#ad0317", "#c4162a", "#e02f44", "#f2495c", "#ff7383"),
            "purple", List.of("#7c2ea3", "#8f3bb8", "#a352cc", "#b877d9", "#ca95e5"));
    private static final List<String> SHADES = List.of("dark-", "semi-dark-", "", "light-", "super-light-");

    private Colors() {}

    /** A colour for CSS. */
    public static String css(String name) {
        if (name.startsWith("#") || name.startsWith("rgb") || name.equals("transparent")) {
            return name;
        }
        if (name.isEmpty() || name.equals("text")) {
            return TEXT;
        }
        for (int shade = SHADES.size() - 1; shade >= 0; shade--) {
            String prefix = SHADES.get(shade);
            List<String> hue = name.startsWith(prefix) ? HUES.get(name.substring(prefix.length())) : null;
            if (hue != null) {
                return hue.get(shade);
            }
        }
        throw new UnsupportedPanelException("colour " + name);
    }

    /** The colour of the series at an index. */
    public static String palette(int index) {
        return PALETTE.get(index % PALETTE.size());
    }
}
