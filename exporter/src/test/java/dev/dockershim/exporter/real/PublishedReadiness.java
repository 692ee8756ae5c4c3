package dev.dockershim.exporter.real;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One answer of {@code /api/v1/readiness}. */
record PublishedReadiness(JsonNode document) {

    /** The shortest that an agent takes. */
    static final String SHORTEST_INTERVAL = "--readiness.interval=10s";

    /** Several of these intervals, since a new phase is held back for thirty seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** How a check came out ({@code pass}, {@code fail} or {@code unknown}), and why. */
    record Check(String status, String detail) {}

    /** A source of evidence; reason and text tell what it lacks, and are empty if that is nothing. */
    record Evidence(boolean available, String reason, String text) {}

    /** Waits until the agent's last evaluation is as expected. */
    static void eventually(ExporterProcess agent, String what, Consumer<PublishedReadiness> expected) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> expected.accept(latest(agent)));
    }

    /** An evaluation that began after this call. */
    static PublishedReadiness fresh(ExporterProcess agent) {
        Instant start = Instant.now();
        return await("an evaluation")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> latest(agent), answer -> answer.evaluatedAt().isAfter(start));
    }

    private static PublishedReadiness latest(ExporterProcess agent) {
        ExporterProcess.Answer answer = agent.get("/api/v1/readiness");
        if (answer.status() != 200) {
            throw new AssertionError("/api/v1/readiness answers " + answer.status());
        }
        return new PublishedReadiness(JsonMapper.shared().readTree(answer.text()));
    }

    Instant evaluatedAt() {
        return Instant.parse(document.path("evaluatedAt").asString());
    }

    String phase() {
        return document.path("phase").asString();
    }

    /** Name and version, as in {@code containerd 1.6.20}. */
    String runtime() {
        JsonNode runtime = document.path("runtime");
        return runtime.path("name").asString() + " " + runtime.path("version").asString("unknown");
    }

    Check check(String id) {
        JsonNode check = find("checks", "id", id);
        return new Check(check.path("status").asString(), check.path("detail").asString());
    }

    Evidence evidence(String source) {
        JsonNode item = find("evidence", "source", source);
        return new Evidence(
                item.path("available").asBoolean(),
                item.path("reason").asString(""),
                item.path("text").asString(""));
    }

    private JsonNode find(String list, String key, String value) {
        for (JsonNode each : document.path(list)) {
            if (each.path(key).asString().equals(value)) {
                return each;
            }
        }
        throw new NoSuchElementException(value);
    }
}
