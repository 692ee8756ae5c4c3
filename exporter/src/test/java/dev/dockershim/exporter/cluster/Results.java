package dev.dockershim.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.List;
import java.util.Locale;

/** Results by a word. */
final class Results {

    private Results() {}

    static Verdict verdict(List<Result> results, String id) {
        return results.stream()
                .filter(result -> result.check().id().equals(id))
                .map(Result::verdict)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result of " + id));
    }

    /** {@code pass}, {@code fail} or {@code unknown}; each with whole sentences. */
    static String word(List<Result> results, String id) {
        Verdict verdict = verdict(results, id);
        assertThat(verdict.detail())
                .endsWith(".")
                .doesNotContain("..", "null", "Optional", "Observed")
                .doesNotContainPattern("[.] [a-z]");
        return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The ids of those that came to {@code word}, with blanks between them. */
    static String ids(List<Result> results, String word) {
        return String.join(
                " ",
                results.stream()
                        .map(result -> result.check().id())
                        .filter(id -> word(results, id).equals(word))
                        .toList());
    }
}
