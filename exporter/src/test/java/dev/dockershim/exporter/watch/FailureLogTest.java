package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of failures, and how often. */
class FailureLogTest {

    private final ApiException unreachable =
            new ApiException(ApiException.Kind.UNREACHABLE, "the API server cannot be reached");
    private final ApiException busy = new ApiException(ApiException.Kind.FAILED, "the API server answers 503");

    private final Logger logger = Logger.getLogger(FailureLog.class.getName());
    private final Lines lines = new Lines();
    private final AtomicLong nanos = new AtomicLong();
    private final FailureLog log = new FailureLog();
    private final List<Standing> all = Stream.of(ApiResource.NODES, ApiResource.PODS, ApiResource.EVENTS)
            .map(resource ->
                    new Standing(Subject.of(resource, "list and watch"), Duration.ofMinutes(4), nanos::get, log))
            .toList();

    private static final class Lines extends Handler {

        private final List<String> said = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            said.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(lines);
        logger.setUseParentHandlers(true);
    }

    @Test
    void anOutageIsSaidOnceForAll() {
        all.forEach(standing -> standing.listed(Duration.ZERO));
        for (int i = 0; i < 3; i++) {
            all.forEach(standing -> standing.failed(unreachable));
        }
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        all.forEach(standing -> standing.failed(unreachable));
        all.forEach(standing -> standing.listed(Duration.ZERO));
        all.forEach(Standing::current);

        assertThat(lines.said)
                .containsExactly(
                        "WARNING apiserver: the API server cannot be reached; what is known of the cluster counts for 4"
                                + " minutes at most",
                        "WARNING apiserver: the API server cannot be reached; what it would tell is unknown",
                        "INFO apiserver: works again");
    }

    @Test
    void whatFailsAloneIsNamed() {
        Standing nodes = all.get(0);
        nodes.listed(Duration.ZERO);
        nodes.failed(busy);
        nodes.failed(busy);
        assertThat(lines.said)
                .singleElement()
                .asString()
                .matches("WARNING apiserver_nodes: the API server answers 503; what is known of nodes counts until"
                        + " 20[-:\\dT]+Z");

        lines.said.clear();
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        nodes.failed(busy);
        nodes.failed(busy);
        nodes.listed(Duration.ZERO);
        assertThat(lines.said)
                .containsExactly(
                        "WARNING apiserver_nodes: nodes are unknown: the API server answers 503",
                        "INFO apiserver_nodes: works again");
    }

    @Test
    void anOutageThatEndsInAnotherFailureIsOver() {
        Standing nodes = all.get(0);
        nodes.failed(unreachable);
        nodes.failed(busy);
        nodes.failed(unreachable);

        assertThat(lines.said)
                .containsExactly(
                        "WARNING apiserver: the API server cannot be reached; what it would tell is unknown",
                        "WARNING apiserver_nodes: nodes are unknown: the API server answers 503",
                        "WARNING apiserver: the API server cannot be reached; what it would tell is unknown");
    }
}
