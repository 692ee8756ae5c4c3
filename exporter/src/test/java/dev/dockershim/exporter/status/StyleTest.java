package dev.dockershim.exporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StyleTest {

    private static final Pattern SCHEME = Pattern.compile(":root\\{([^}]*)}");
    private static final Pattern COLOUR = Pattern.compile("--(\\w+):#([0-9a-f]{6}|[0-9a-f]{3})(?=[;]|$)");

    /** WCAG 2.2, 1.4.3: text of any size has a contrast of at least 4.5. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void textStandsOutFromItsGroundInLightAndDark(int scheme) {
        Map<String, String> colours = colours(scheme);
        assertThat(colours).hasSize(10);

        for (String text : List.of("fg", "dim", "link", "ok", "bad", "warn", "info")) {
            for (String ground : List.of("bg", "panel")) {
                assertThat(contrast(colours.getOrDefault(text, ""), colours.getOrDefault(ground, "")))
                        .as("%s on %s, scheme %d", text, ground, scheme)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    private static Map<String, String> colours(int scheme) {
        List<String> schemes = SCHEME.matcher(Style.CSS)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(schemes).hasSize(2);
        Map<String, String> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(schemes.get(scheme));
        while (matcher.find()) {
            String hex = matcher.group(2);
            colours.put(matcher.group(1), hex.length() == 6 ? hex : hex.replaceAll("(.)", "$1$1"));
        }
        return colours;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 2) + 0.0722 * channel(hex, 4);
    }

    private static double channel(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
