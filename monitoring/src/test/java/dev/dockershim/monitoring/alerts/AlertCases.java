package dev.dockershim.monitoring.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The unit tests of the rules, as promtool reads them, with their names: {@code <Alert>: firing ...}. */
final class AlertCases {

    private static final Path DIRECTORY = Rules.REPOSITORY.resolve("alerts/tests");

    private AlertCases() {}

    /** What is expected of an alert. */
    enum Kind {
        FIRING("firing"),
        NOT_FIRING("not firing"),
        RESOLVING("resolving");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Each case of this alert and kind is called so, and goes on with when. */
        String prefix(String alert) {
            return alert + ": " + word;
        }
    }

    /** One test group. */
    record Case(String name, JsonNode json) {

        /** What is expected of an alert at one time after the other: a list of alerts. */
        List<JsonNode> expected(String alert) {
            return json.path("alert_rule_test")
                    .valueStream()
                    .filter(step -> step.path("alertname").asString("").equals(alert))
                    .map(step -> step.path("exp_alerts"))
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Case> all() {
        return files().stream().flatMap(AlertCases::cases).toList();
    }

    private static Stream<Case> cases(Path file) {
        try {
            // Jackson does not follow YAML's anchors.
            Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            JsonNode json = JsonMapper.shared().valueToTree(yaml);
            return json.path("tests")
                    .valueStream()
                    .map(test -> new Case(test.path("name").asString(""), test));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
