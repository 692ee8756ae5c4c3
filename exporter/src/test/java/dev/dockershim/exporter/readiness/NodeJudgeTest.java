package dev.dockershim.exporter.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class NodeJudgeTest {

    private static final NodeEvidence NODE =
            TestEvidence.containerd("1.7.1", "1.28.1").build();

    @Test
    void eachCheckHasAResultInOrderBesideThePhase() {
        NodeReadiness readiness = new NodeJudge(
                        List.of(check("A", node -> new Pass("a")), check("B", node -> new Unknown("b"))),
                        new PhaseTracker())
                .judge(NODE);
        assertThat(readiness.evidence()).isSameAs(NODE);
        assertThat(readiness.phase()).isEqualTo(Phase.MIGRATED);
        assertThat(readiness.phaseSince()).isNull();
        assertThat(readiness.results())
                .extracting(result -> result.check().id())
                .containsExactly("A", "B");
        assertThat(readiness.results())
                .extracting(NodeReadiness.Result::verdict)
                .containsExactly(new Pass("a"), new Unknown("b"));
    }

    @Test
    void aCheckThatBreaksIsUnknownAndLoggedOnceWithoutItsMessage() {
        List<String> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(CheckGuard.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            NodeJudge judge = new NodeJudge(
                    List.of(
                            check("A", node -> {
                                throw new IllegalStateException("secret");
                            }),
                            check("B", node -> new Pass("b"))),
                    new PhaseTracker());
            judge.judge(NODE);
            NodeReadiness second = judge.judge(NODE);
            assertThat(second.results().get(0).verdict()).isInstanceOf(Unknown.class);
            assertThat(second.results().get(0).verdict().detail())
                    .contains("broke")
                    .doesNotContain("secret");
            assertThat(second.results().get(1).verdict()).isEqualTo(new Pass("b"));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(logged).singleElement().asString().contains("check A broke").doesNotContain("secret");
    }

    private static Check check(String id, Function<NodeEvidence, Verdict> judge) {
        CheckInfo info = new CheckInfo(id, "name", Severity.INFO, Section.OVERVIEW, "title", "remedy", Set.of());
        return new Check() {
            @Override
            public CheckInfo info() {
                return info;
            }

            @Override
            public Verdict judge(NodeEvidence evidence) {
                return judge.apply(evidence);
            }
        };
    }
}
