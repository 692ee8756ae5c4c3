package dev.dockershim.exporter.prometheus;

import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealPrometheus;
import dev.dockershim.exporter.real.RealPrometheus.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a Prometheus that scrapes one node answers to the old queries: of each, the containers it speaks of. Values are
 * no part of it, for no two nodes have the same.
 */
record Answers(Map<OldQuery, Set<AnswerShape>> byQuery) {

    private static final String RANGE = "1m";

    /** Asks all queries, once there are scrapes enough for a rate. */
    static Answers of(RealPrometheus prometheus, List<OldQuery> queries) {
        await("three scrapes")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> prometheus.query("min(count_over_time(container_start_time_seconds[" + RANGE + "]))"),
                        counts -> !counts.isEmpty() && counts.get(0).value() >= 3);
        Map<OldQuery, Set<AnswerShape>> answers = new LinkedHashMap<>();
        for (OldQuery query : queries) {
            List<Sample> samples = prometheus.query(query.over(RANGE));
            answers.put(
                    query,
                    samples.stream()
                            .map(sample -> AnswerShape.of(sample.labels()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return new Answers(answers);
    }

    /** Names of the queries with at least one sample. */
    Set<String> answered() {
        return names(query -> !answerTo(query).isEmpty());
    }

    /** Names of the queries that speak of exactly the same containers in the same way as there. */
    Set<String> answeredAs(Answers truth) {
        return names(query -> answerTo(query).equals(truth.answerTo(query)));
    }

    /**
     * How these answers differ from the truth, a line for each query that does: what is missing and what is there
     * beside it.
     *
     * @param asked which queries count; on cri-dockerd, those that want neither inodes nor a pod's network
     * @param ran which containers of the truth ran on this node at all: a crashing one may have been between two
     *     attempts when it was recorded
     */
    List<String> differencesFrom(Answers truth, Predicate<OldQuery> asked, Predicate<AnswerShape> ran) {
        List<String> differences = new ArrayList<>();
        for (OldQuery query : byQuery.keySet()) {
            if (!asked.test(query)) {
                continue;
            }
            Set<AnswerShape> missing = new TreeSet<>(truth.answerTo(query));
            missing.removeIf(ran.negate());
            missing.removeAll(answerTo(query));
            Set<AnswerShape> more = new TreeSet<>(answerTo(query));
            more.removeAll(truth.answerTo(query));
            if (!missing.isEmpty() || !more.isEmpty()) {
                differences.add(query.name() + ": missing " + missing + ", more " + more);
            }
        }
        return differences;
    }

    private Set<AnswerShape> answerTo(OldQuery query) {
        return byQuery.getOrDefault(query, Set.of());
    }

    private Set<String> names(Predicate<OldQuery> chosen) {
        return byQuery.keySet().stream()
                .filter(chosen)
                .map(OldQuery::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
