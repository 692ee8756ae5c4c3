package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.NodeEvent;
import dev.dockershim.exporter.cluster.NodeEvent.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeEventsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final NodeEvents events = new NodeEvents(new Shared());

    @ParameterizedTest
    @CsvSource({
        "FailedCreatePodSandBox, 'failed to setup network for sandbox: incompatible CNI versions; config is 1.0.0',"
                + " CNI_ERROR",
        "FailedKillPod, 'error killing pod: failed to destroy network for sandbox \\\\x', CNI_ERROR",
        "FailedCreatePodSandBox, 'context deadline exceeded',",
        "FailedMount, 'incompatible CNI versions',",
        "ErrImageNeverPull, 'Container image is not present with pull policy of Never', IMAGE_NEVER_PULL",
        "Failed, 'Error: ErrImageNeverPull',",
        "'', '',",
    })
    void theReasonAndTheTextTellWhatHappened(String reason, String message, @Nullable Kind kind) {
        put("node-a", reason, message, "2026-01-01T11:30:00Z");

        if (kind == null) {
            assertThat(events.since(NOW)).isEmpty();
        } else {
            assertThat(events.since(NOW))
                    .containsExactly(new NodeEvent("node-a", kind, Instant.parse("2026-01-01T11:30:00Z")));
        }
    }

    @Test
    void oneIsLeftOfANodesManyAndNoneAfterAnHour() {
        put("node-a", "ErrImageNeverPull", "", "2026-01-01T11:10:00Z");
        put("node-a", "ErrImageNeverPull", "", "2026-01-01T11:30:00Z");
        put("node-a", "ErrImageNeverPull", "", "2026-01-01T11:20:00Z");
        put("node-b", "ErrImageNeverPull", "", "2026-01-01T10:59:59Z");

        assertThat(events.since(NOW)).extracting(NodeEvent::node).containsExactly("node-a");
        assertThat(events.since(NOW))
                .extracting(NodeEvent::last)
                .containsExactly(Instant.parse("2026-01-01T11:30:00Z"));
        assertThat(events.since(NOW.plusSeconds(1801))).isEmpty();
        assertThat(events.since(NOW)).isEmpty();
    }

    @Test
    void whatHasHappenedStaysSoWhenTheEventIsForgotten() {
        ApiObject.Event event = put("node-a", "ErrImageNeverPull", "", "2026-01-01T11:30:00Z");
        events.remove(event);
        events.beginList();
        events.endList();
        assertThat(events.since(NOW)).hasSize(1);

        events.clear();
        assertThat(events.since(NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reason':'ErrImageNeverPull','source':{'host':'a'},'series':{'lastObservedTime':'%s'}}",
                "{'reason':'ErrImageNeverPull','reportingInstance':'a','eventTime':'%s'}",
                "{'reason':'ErrImageNeverPull','source':{},'reportingInstance':'a','lastTimestamp':null,"
                        + "'series':{},'eventTime':'%s'}"
            })
    void eventsOfTheNewerFormAreReadToo(String json) {
        events.put(ApiObjects.event(json.formatted("2026-01-01T11:30:00.123456Z")));

        assertThat(events.since(NOW)).extracting(NodeEvent::node).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'reason':'ErrImageNeverPull'}",
                "{'reason':'ErrImageNeverPull','source':{'host':'a'},'lastTimestamp':'soon'}",
                "{'reason':'ErrImageNeverPull','source':{'host':''},'lastTimestamp':'2026-01-01T11:30:00Z'}"
            })
    void anEventWithoutNodeOrTimeTellsNothing(String json) {
        events.put(ApiObjects.event(json));

        assertThat(events.since(NOW)).isEmpty();
    }

    private ApiObject.Event put(String node, String reason, String message, String last) {
        ApiObject.Event event = ApiObjects.event(
                "{'metadata':{'namespace':'a','name':'b'},'reason':'%s','message':'%s','source':{'host':'%s'},'lastTimestamp':'%s'}"
                        .formatted(reason, message, node, last));
        events.put(event);
        return event;
    }
}
