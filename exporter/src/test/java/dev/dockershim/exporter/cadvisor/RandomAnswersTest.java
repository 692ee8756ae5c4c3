package dev.dockershim.exporter.cadvisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rewriter on made-up answers, beside the slow reference. Seeds are fixed, so that a failure comes again. */
class RandomAnswersTest {

    private static final List<String> ADDED =
            List.of("container_fs_usage_bytes", "container_fs_reads_merged_total", "container_fs_absent");

    @Test
    void rewritesAsTheReferenceDoes() throws Exception {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            RewriteOptions options = Rewriting.allOptions().toList().get(seed % 32);
            check(new Trial(random, options, 1 + random.nextInt(12)), () -> 1 + random.nextInt(300));
        }
    }

    @Test
    void aSmallAnswerMayBeCutAnywhere() throws Exception {
        List<RewriteOptions> most = List.of(
                RewriteOptions.NONE,
                new RewriteOptions(true, true, true, false, false),
                new RewriteOptions(true, true, true, true, true));
        for (RewriteOptions options : most) {
            Trial trial = new Trial(new Random(4), options, 3);
            int length = trial.text.getBytes(StandardCharsets.UTF_8).length;
            for (int cut = 1; cut < length; cut++) {
                int[] pieces = {cut, length};
                int[] next = {0};
                check(trial, () -> pieces[Math.min(next[0]++, 1)]);
            }
            check(trial, () -> 1);
        }
    }

    @Test
    void linesMayLieAcrossTheBuffersEnd() throws Exception {
        Trial trial = new Trial(new Random(9), new RewriteOptions(true, true, true, true, false), 3_000);
        assertThat(trial.text.length()).isGreaterThan(10 * CadvisorRewriter.MAX_LINE_BYTES);
        for (int piece : List.of(1_000, 65_535, 65_536, 65_537, 65_538, 10_000_000)) {
            check(trial, () -> piece);
        }
        Random random = new Random(10);
        check(trial, () -> 1 + random.nextInt(100_000));
    }

    private static void check(Trial trial, IntSupplier pieces) throws Exception {
        List<AddedFamily> added = new ArrayList<>();
        ADDED.forEach(name -> added.add(new RowSamples(name, trial.rows.size())));

        String rewritten = Rewriting.rewrite(trial.options, trial.rows, added, trial.text, pieces);

        assertThat(rewritten.equals(trial.expected))
                .as(() -> trial.options + " " + trial.rows + ": "
                        + RecordedAnswersTest.firstDifference(rewritten, trial.expected))
                .isTrue();
    }

    private static final class Trial {

        private final RewriteOptions options;
        private final List<ContainerRelabeling> rows = new ArrayList<>();
        private final String text;
        private final String expected;

        Trial(Random random, RewriteOptions options, int blocks) {
            this.options = options;
            List<String> ids =
                    Stream.generate(() -> RandomAnswer.id(random)).limit(4).toList();
            ids.subList(0, random.nextInt(4))
                    .forEach(id -> rows.add(new ContainerRelabeling(id, "", "", "", RandomAnswer.labels(random))));
            if (random.nextBoolean()) {
                rows.add(new ContainerRelabeling(null, "näme", "app", "app", Map.of()));
                rows.add(new ContainerRelabeling(null, "a\\b", "say \"hi\"", "two\nlines", Map.of()));
            }
            text = new RandomAnswer(random, ids).text(blocks, true);
            expected = new ReferenceRewriter(options, rows, ADDED, served -> RowSamples.missing(rows.size(), served))
                    .rewrite(text);
        }
    }
}
