package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.monitoring.alerts.Rules.Rule;
import dev.dockershim.monitoring.alerts.Runbooks.Page;
import dev.dockershim.monitoring.promql.Parser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has a runbook, and each runbook what one looks for in it. */
class RunbooksTest {

    static List<Page> pages() {
        return Runbooks.all();
    }

    @Test
    void thereIsOneForEachAlertAndNoOther() {
        assertThat(pages())
                .extracting(Page::name)
                .containsExactlyInAnyOrderElementsOf(
                        Rules.committed().alerts().stream().map(Rule::name).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itHasTheFiveSectionsInTheirOrder(Page page) {
        assertThat(page.text()).startsWith("# " + page.name() + "\n");
        assertThat(page.sections()).containsExactly("Meaning", "Impact", "Diagnosis", "Remedy", "When to silence");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsQueriesCanBeTyped(Page page) {
        assertThat(page.expressions()).allSatisfy(Parser::parse);
    }
}
