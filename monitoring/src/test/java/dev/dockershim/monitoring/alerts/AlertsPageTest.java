package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.monitoring.alerts.Rules.Rule;
import dev.dockershim.monitoring.mixin.Mixin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** docs/alerts.md has a row for each alert of the mixin, with its severity, its time and its runbook. */
class AlertsPageTest {

    private static final Path PAGE = Rules.REPOSITORY.resolve("docs/alerts.md");

    private static final List<Rule> SOME = alerts("""
            { "groups": [ { "rules": [
              { "alert": "First", "for": "5m", "labels": { "severity": "critical" } },
              { "record": "a:b:c", "expr": "1" },
              { "alert": "Second", "for": "1h", "labels": { "severity": "info" } }
            ] } ] }""");

    @Test
    void itsTableIsThatOfTheRules() throws IOException {
        List<Rule> alerts = new Rules(
                        Mixin.evaluate(Rules.REPOSITORY, "(import 'mixin/build.jsonnet')['" + Rules.FILE + "']"))
                .alerts();
        String renewed = AlertTable.renewed(Files.readString(PAGE), alerts);
        if (Boolean.getBoolean("mixin.update")) {
            Files.writeString(PAGE, renewed);
        }

        assertThat(PAGE).describedAs("made anew by `make mixin`").hasContent(renewed);
        assertThat(AlertTable.told(renewed))
                .as("say when it fires, in docs/alerts.md")
                .hasSameSizeAs(alerts)
                .allSatisfy((alert, when) -> assertThat(when).isNotEmpty());
    }

    @Test
    void whatIsTheRulesIsReplacedAndWhatIsThePagesIsKept() {
        assertThat(AlertTable.renewed("""
                # Alerts

                | alert | severity | for | fires when |
                |---|---|---|---|
                | [Second](runbooks/Other.md) | warning | 2h | something \\| else |
                | [Gone](runbooks/Gone.md) | warning | 2h | there was no rule |

                The end.
                """, SOME)).isEqualTo("""
                # Alerts

                | alert | severity | for | fires when |
                |---|---|---|---|
                | [First](runbooks/First.md) | critical | 5m |  |
                | [Second](runbooks/Second.md) | info | 1h | something \\| else |

                The end.
                """);
    }

    @Test
    void aPageWithoutTheTableIsRefused() {
        assertThatThrownBy(() -> AlertTable.renewed("# Alerts\n", SOME)).hasMessageContaining("no table");
    }

    private static List<Rule> alerts(String json) {
        return new Rules(JsonMapper.shared().readTree(json)).alerts();
    }
}
