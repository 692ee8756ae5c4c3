package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.watch.ApiException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    private static final FailureLog LOG = new FailureLog();

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Standing standing =
            new Standing(Subject.of(ApiResource.CRON_JOBS, "list and watch"), Duration.ofMinutes(4), nanos::get, LOG);

    @Test
    void beforeTheFirstListNothingIsTold() {
        assertMissing(Reason.PENDING, "cronjobs are being listed for the first time");
        assertThat(standing.isAnswered()).isFalse();
        assertThat(standing.status().up()).isNull();
    }

    @Test
    void aListMayBeToldAsLongAsItsWatchIsHeardOf() {
        standing.listed(Duration.ofSeconds(3));
        assertSeen();
        assertThat(standing.isAnswered()).isTrue();
        assertThat(standing.status().durationSeconds()).isEqualTo(3);

        pass(Duration.ofMinutes(4));
        assertSeen();
        standing.current();
        pass(Duration.ofMinutes(4));
        assertSeen();

        pass(Duration.ofSeconds(1));
        assertMissing(Reason.FAILED, "the API server has told nothing of cronjobs");
        assertThat(standing.isAnswered()).isTrue();
        assertThat(standing.status().up()).isFalse();
        assertThat(standing.status().reason()).isEqualTo("the API server has told nothing for too long");

        standing.current();
        assertSeen();
    }

    @Test
    void aFailureIsNoReasonToForgetAtOnceButIsSaidAtOnce() {
        standing.listed(Duration.ZERO);
        standing.failed(new ApiException(Kind.UNREACHABLE, "the API server cannot be reached"));
        assertSeen();
        SourceStatus aged = standing.status();
        Instant read = Objects.requireNonNull(aged.lastSuccess());
        assertThat(aged.up()).isFalse();
        assertThat(aged.reason())
                .startsWith("the API server cannot be reached (since 20")
                .endsWith("; shown as of " + read.truncatedTo(ChronoUnit.SECONDS) + ", until "
                        + read.plusSeconds(240).truncatedTo(ChronoUnit.SECONDS));

        pass(Duration.ofMinutes(5));
        assertMissing(Reason.FAILED, "cronjobs are unknown: the API server cannot be reached");
        SourceStatus status = standing.status();
        assertThat(status.up()).isFalse();
        assertThat(status.reason())
                .matches("the API server cannot be reached \\(since 20\\d\\d-\\d\\d-\\d\\dT[\\d:]{8}Z\\)");
        assertThat(status.lastSuccess()).isEqualTo(read);

        standing.current();
        assertThat(standing.status().up()).isTrue();
        assertThat(standing.status().reason()).isNull();
    }

    @Test
    void credentialsThatAreNotAcceptedAreAFailureAndNoMissingPermission() {
        standing.failed(new ApiException(Kind.UNAUTHENTICATED, "the API server does not accept the credentials"));

        assertThat(standing.isAnswered()).isFalse();
        assertThat(standing.answeredFor()).isEqualTo(-1);
        assertThat(standing.status().up()).isFalse();
        assertThat(standing.status().isNotGranted()).isFalse();
        assertMissing(Reason.FAILED, "cronjobs are unknown: the API server does not accept the credentials");
    }

    @Test
    void aRefusalEndsItAtOnceAndNamesWhatToGrant() {
        standing.listed(Duration.ZERO);
        standing.refused(new ApiException(Kind.FORBIDDEN, "the API server refuses it"));

        assertMissing(
                Reason.FORBIDDEN,
                "cronjobs are unknown: the API server refuses it; grant list and watch on cronjobs.batch");
        assertThat(standing.status().isNotGranted()).isTrue();

        // a sign of life alone does not bring back what was thrown away
        standing.current();
        assertThat(standing.observe(() -> "known")).isInstanceOf(Observed.Missing.class);
        standing.listed(Duration.ZERO);
        assertSeen();
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN, FORBIDDEN", "ABSENT, ABSENT"})
    void aRefusalIsAnAnswer(Kind kind, Reason reason) {
        standing.refused(new ApiException(kind, "no"));

        assertThat(standing.isAnswered()).isTrue();
        assertThat(((Observed.Missing<String>) standing.observe(() -> "known")).reason())
                .isEqualTo(reason);
    }

    @Test
    void theFirstAnswerIsTimed() {
        standing.refused(new ApiException(Kind.FORBIDDEN, "no"));
        pass(Duration.ofSeconds(1));
        standing.listed(Duration.ZERO);

        assertThat(standing.answeredFor()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aFailureBeforeTheFirstListIsNoAnswer() {
        standing.failed(new ApiException(Kind.INVALID, "the API server's answer is no list"));

        assertThat(standing.isAnswered()).isFalse();
        assertThat(standing.status().up()).isFalse();
        assertMissing(Reason.INVALID, "cronjobs are unknown: the API server's answer is no list");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void assertSeen() {
        assertThat(standing.observe(() -> "known")).isEqualTo(Observed.seen("known"));
    }

    private void assertMissing(Reason reason, String text) {
        assertThat(standing.observe(() -> "known")).isEqualTo(Observed.missing(reason, text));
    }
}
