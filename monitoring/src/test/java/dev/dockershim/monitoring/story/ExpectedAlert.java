package dev.dockershim.monitoring.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A time at which an alert fires, a row of {@code story/alerts.yaml}.
 *
 * @param fires when it begins to
 * @param resolved when it ends
 */
record ExpectedAlert(AboutAlert alert, Steps fires, Steps resolved) {

    /**
     * One step or several.
     *
     * @param first the first at which it may happen
     * @param last at whose end it has happened
     */
    record Steps(int first, int last) {

        private static final Steps NEVER = new Steps(Integer.MAX_VALUE, Integer.MAX_VALUE);

        static Steps parse(String text) {
            if (text.equals("never")) {
                return NEVER;
            }
            String[] sides = text.split("-", 2);
            return new Steps(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
        }

        @Override
        public String toString() {
            return first == Integer.MAX_VALUE ? "never" : first == last ? "" + first : first + "-" + last;
        }
    }

    /** All, in the order of the file. */
    static List<ExpectedAlert> read() {
        try (InputStream yaml = Objects.requireNonNull(ExpectedAlert.class.getResourceAsStream("/story/alerts.yaml"))) {
            List<ExpectedAlert> all = new ArrayList<>();
            for (JsonNode row : new YAMLMapper().readTree(yaml)) {
                Map<String, String> labels = new TreeMap<>();
                row.properties()
                        .forEach(each ->
                                labels.put(each.getKey(), each.getValue().asString()));
                Steps fires = Steps.parse(Objects.requireNonNull(labels.remove("fires")));
                Steps resolved = Steps.parse(Objects.requireNonNull(labels.remove("resolved")));
                labels.put("alertname", Objects.requireNonNull(labels.remove("alert")));
                all.add(new ExpectedAlert(AboutAlert.of(labels), fires, resolved));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is firing when a step has come to its end. */
    boolean mustFireAtTheEndOf(int step) {
        return fires.last() <= step && step < resolved.first();
    }

    /** Whether it may be firing then. */
    boolean mayFireAtTheEndOf(int step) {
        return fires.first() <= step && step < resolved.last();
    }
}
