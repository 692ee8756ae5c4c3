package dev.dockershim.exporter.cadvisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Samples that the kubelet lacks: rows 0 and 1 have ids, row 2 has names only, bit 3 is {@code id="/"}. */
class AddedFamiliesTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final List<ContainerRelabeling> ROWS = List.of(
            new ContainerRelabeling(A, "prod", "web", "a", Map.of()),
            new ContainerRelabeling(B, "prod", "web", "b", Map.of()),
            new ContainerRelabeling(null, "prod", "web", "c", Map.of()));

    private static final String METADATA = "# HELP x Kubelet's.\n# TYPE x gauge\n";
    private static final String SERVES_A = "x{container=\"a\",id=\"/k/" + A + "\"} 7 5\n";
    private static final String SERVES_B = "x{container=\"b\",id=\"/k.slice/cri-containerd-" + B + ".scope\"} 7 5\n";
    private static final String SERVES_C = "x{container=\"c\",id=\"/k\",namespace=\"prod\",pod=\"web\"} 7 5\n";
    private static final String SERVES_ROOT = "x{container=\"\",id=\"/\"} 7 5\n";
    private static final String OTHER = "# HELP y Other.\n# TYPE y gauge\ny{id=\"/k/" + A + "\"} 1\n";

    private static final String ADD_A = "x{row=\"0\"} 0\n";
    private static final String ADD_B = "x{row=\"1\"} 0.1\n";
    private static final String ADD_C = "x{row=\"2\"} 0.2\n";
    private static final String ADD_ROOT = "x{row=\"3\"} 0.3\n";
    private static final String ADD_ALL = ADD_A + ADD_B + ADD_C + ADD_ROOT;

    private final RowSamples x = new RowSamples("x", ROWS.size());

    @Test
    void nothingIsAddedWhereTheKubeletServesAll() throws Exception {
        String text = METADATA + SERVES_A + SERVES_B + SERVES_C + SERVES_ROOT + OTHER;

        assertThat(rewrite(text)).isEqualTo(text);
    }

    @Test
    void theMissingOnesAreAddedAtTheEndOfTheBlock() throws Exception {
        assertThat(rewrite(OTHER + METADATA + SERVES_A + SERVES_A + "z 1\n"))
                .isEqualTo(OTHER + METADATA + SERVES_A + SERVES_A + ADD_B + ADD_C + ADD_ROOT + "z 1\n");
    }

    @Test
    void unknownContainersCountForNobody() throws Exception {
        String unknown = "x{container=\"q\",id=\"/k/" + "c".repeat(64) + "\",namespace=\"prod\",pod=\"web\"} 1\n";

        assertThat(rewrite(METADATA + unknown)).isEqualTo(METADATA + unknown + ADD_ALL);
    }

    @Test
    void theBlockMayBeTheAnswersLastOrItsOnlyThing() throws Exception {
        assertThat(rewrite(METADATA + SERVES_ROOT)).isEqualTo(METADATA + SERVES_ROOT + ADD_A + ADD_B + ADD_C);
        assertThat(rewrite(SERVES_B)).isEqualTo(SERVES_B + ADD_A + ADD_C + ADD_ROOT);
    }

    @Test
    void aBlockOfMetadataOnlyIsFilled() throws Exception {
        assertThat(rewrite(METADATA + OTHER)).isEqualTo(METADATA + ADD_ALL + OTHER);
        assertThat(rewrite("# TYPE x gauge\n" + OTHER)).isEqualTo("# TYPE x gauge\n" + ADD_ALL + OTHER);
        assertThat(rewrite(OTHER + METADATA)).isEqualTo(OTHER + METADATA + ADD_ALL);
    }

    @Test
    void aFamilyWithoutABlockGetsItsOwnAtTheEnd() throws Exception {
        assertThat(rewrite(OTHER)).isEqualTo(OTHER + "# HELP x Added.\n# TYPE x gauge\n" + ADD_ALL);
        assertThat(rewrite("")).isEqualTo("# HELP x Added.\n# TYPE x gauge\n" + ADD_ALL);
    }

    @Test
    void aFamilyWithoutABlockAndSamplesStaysAway() throws Exception {
        AddedFamily nothing = new RowSamples("x", -1);

        assertThat(Rewriting.rewrite(RewriteOptions.NONE, List.of(), List.of(nothing), OTHER))
                .isEqualTo(OTHER);
    }

    @Test
    void unsortedBlocksAreFilledWhereTheyStand() throws Exception {
        RowSamples b = new RowSamples("b_total", ROWS.size());
        RowSamples a = new RowSamples("a", ROWS.size());
        String text = "x{id=\"/\"} 1\nb_total 1\na 1\n";

        assertThat(Rewriting.rewrite(RewriteOptions.NONE, ROWS, List.of(a, b, x), text))
                .isEqualTo("x{id=\"/\"} 1\n" + ADD_A + ADD_B + ADD_C + "b_total 1\n" + ADD_ALL.replace("x{", "b_total{")
                        + "a 1\n" + ADD_ALL.replace("x{", "a{"));
    }

    @Test
    void aFamilyThatComesTwiceIsFilledOnce() throws Exception {
        assertThat(rewrite(METADATA + SERVES_A + OTHER + SERVES_B))
                .isEqualTo(METADATA + SERVES_A + ADD_B + ADD_C + ADD_ROOT + OTHER + SERVES_B);
        assertThat(x.calls()).isEqualTo(1);
    }

    @Test
    void commentsAndBlankLinesDoNotEndABlock() throws Exception {
        String text = METADATA + SERVES_A + "# a comment\n\n" + SERVES_B + SERVES_C + SERVES_ROOT;

        assertThat(rewrite(text)).isEqualTo(text);
    }

    @Test
    void namesThatBeginAlikeAreOthers() throws Exception {
        String text = "x_total{id=\"/\"} 1\nx{id=\"/\"} 1\nxx 1\n";

        assertThat(rewrite(text)).isEqualTo("x_total{id=\"/\"} 1\nx{id=\"/\"} 1\n" + ADD_A + ADD_B + ADD_C + "xx 1\n");
    }

    @Test
    void rowsOfOneContainerAreServedTogether() throws Exception {
        List<ContainerRelabeling> twins = List.of(ROWS.get(0), ROWS.get(2), ROWS.get(0), ROWS.get(2), ROWS.get(0));
        RowSamples family = new RowSamples("x", twins.size());

        assertThat(Rewriting.rewrite(RewriteOptions.NONE, twins, List.of(family), SERVES_A + SERVES_ROOT))
                .isEqualTo(SERVES_A + SERVES_ROOT + "x{row=\"1\"} 0.1\nx{row=\"3\"} 0.3\n");
    }

    @Test
    void aRowWithoutAnIdIsNotRenamed() throws Exception {
        List<ContainerRelabeling> nameless = List.of(
                new ContainerRelabeling(null, "prod", "web", "c", Map.of("pod", new LabelValue("other", true))));

        assertThat(Rewriting.rewrite(RewriteOptions.NONE, nameless, List.of(), SERVES_C))
                .isEqualTo(SERVES_C);
    }

    @Test
    void namesMustBeUniqueAndFitTheirTypes() {
        assertThatThrownBy(() -> Rewriting.rewrite(
                        RewriteOptions.NONE, ROWS, List.of(new RowSamples("x", 1), new RowSamples("x", 1)), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rewriting.rewrite(RewriteOptions.NONE, ROWS, List.of(new RowSamples("x y", 1)), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String rewrite(String text) throws Exception {
        return Rewriting.rewrite(RewriteOptions.NONE, ROWS, List.of(x), text);
    }
}
