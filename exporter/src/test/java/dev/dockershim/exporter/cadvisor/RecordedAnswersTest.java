package dev.dockershim.exporter.cadvisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rewriter on what real kubelets answered, beside the slow reference. */
class RecordedAnswersTest {

    private static final Pattern CONTAINER_ID = Pattern.compile("id=\"[^\"]*([0-9a-f]{64})[^\"]*\"");
    private static final List<String> ADDED = List.of(
            "container_fs_inodes_free",
            "container_fs_read_seconds_total",
            "container_fs_usage_bytes",
            "container_fs_writes_total",
            "container_never_served",
            "container_never_served_total");

    static List<String> recordedAnswers() {
        return Rewriting.recordedAnswers();
    }

    @ParameterizedTest
    @MethodSource("recordedAnswers")
    void nothingAskedForNothingChanged(String resource) throws Exception {
        String answer = Rewriting.recorded(resource);

        assertThat(Rewriting.rewrite(RewriteOptions.NONE, List.of(), List.of(), answer))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @MethodSource("recordedAnswers")
    void aTableThatNamesNothingNewChangesNothing(String resource) throws Exception {
        String answer = Rewriting.recorded(resource);
        List<ContainerRelabeling> rows = containerIds(answer).stream()
                .map(id -> new ContainerRelabeling(
                        id, "", "", "", Map.of("image", new LabelValue("", false), "pod", new LabelValue("", false))))
                .toList();

        assertThat(Rewriting.rewrite(RewriteOptions.NONE, rows, List.of(), answer))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @MethodSource("recordedAnswers")
    void rewritesAsTheReferenceDoes(String resource) throws Exception {
        String answer = Rewriting.recorded(resource);
        Random random = new Random(1);
        List<RewriteOptions> all = answer.length() < 1_000_000
                ? Rewriting.allOptions().toList()
                : List.of(
                        new RewriteOptions(true, true, true, false, false),
                        new RewriteOptions(true, true, true, true, true));
        for (RewriteOptions options : all) {
            List<ContainerRelabeling> rows = rows(answer, random);
            List<AddedFamily> added = new ArrayList<>();
            ADDED.forEach(name -> added.add(new RowSamples(name, rows.size())));
            String expected = new ReferenceRewriter(
                            options, rows, ADDED, served -> RowSamples.missing(rows.size(), served))
                    .rewrite(answer);

            String rewritten = Rewriting.rewrite(options, rows, added, answer, () -> 1 + random.nextInt(20_000));

            assertThat(rewritten.equals(expected))
                    .as(() -> options + ": " + firstDifference(rewritten, expected))
                    .isTrue();
        }
    }

    @Test
    void theReferenceFindsSomethingToDo() throws Exception {
        String answer = Rewriting.recorded("/demo/nodes/containerd-1.36/metrics-cadvisor.prom");

        String rewritten =
                Rewriting.rewrite(new RewriteOptions(true, false, true, false, false), List.of(), List.of(), answer);

        assertThat(rewritten)
                .contains("container_memory_usage_bytes{container=\"POD\",container_name=\"POD\",id=\"/kubepods/")
                .contains(",namespace=\"prod\",pod=\"web-0-node-a\",pod_name=\"web-0-node-a\"} ")
                .doesNotContainPattern("\\d 1795423\\d{6}\n");
    }

    private static List<ContainerRelabeling> rows(String answer, Random random) {
        List<ContainerRelabeling> rows = new ArrayList<>();
        for (String id : containerIds(answer)) {
            if (random.nextInt(4) > 0) {
                rows.add(new ContainerRelabeling(id, "prod", "web", "app", RandomAnswer.labels(random)));
            }
        }
        rows.add(new ContainerRelabeling(null, "prod", "web-0-node-a", "app", Map.of()));
        rows.add(new ContainerRelabeling("f".repeat(64), "prod", "gone", "gone", Map.of()));
        return rows;
    }

    private static SortedSet<String> containerIds(String answer) {
        SortedSet<String> ids = new TreeSet<>();
        Matcher id = CONTAINER_ID.matcher(answer);
        while (id.find()) {
            ids.add(id.group(1));
        }
        return ids;
    }

    static String firstDifference(String actual, String expected) {
        String[] actualLines = actual.split("\n", -1);
        String[] expectedLines = expected.split("\n", -1);
        for (int i = 0; i < Math.min(actualLines.length, expectedLines.length); i++) {
            if (!actualLines[i].equals(expectedLines[i])) {
                return "line " + i + "\n" + actualLines[i] + "\nshould be\n" + expectedLines[i];
            }
        }
        return "line " + Math.min(actualLines.length, expectedLines.length);
    }
}
