package dev.dockershim.exporter.cadvisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.dockershim.exporter.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CadvisorRewriterTest {

    private static final String ID = "11c6fecf57a585da968f98d2595d240de8586e52e592683de1f57860ba385c18";
    private static final String UNKNOWN_ID = "0".repeat(64);

    @Test
    void aKnownContainerSaysWhatTheTableSays() throws Exception {
        Map<String, LabelValue> labels = Map.of(
                "name", new LabelValue("k8s_app", true),
                "image", new LabelValue("a \"quoted\\\" image", true),
                "container", new LabelValue("other", false),
                "pod", new LabelValue("web-0", false));

        assertThat(rewrite(
                        RewriteOptions.NONE,
                        labels,
                        "m{container=\"app\",cpu=\"0\",id=\"/k/" + ID + "\",image=\"i\",pod=\"\"} 1 5"))
                .isEqualTo("m{container=\"app\",cpu=\"0\",id=\"/k/" + ID
                        + "\",image=\"a \\\"quoted\\\\\\\" image\",pod=\"web-0\",name=\"k8s_app\"} 1 5");
    }

    @Test
    void anUnknownContainerStaysAsItIs() throws Exception {
        String line = "m{container=\"\",id=\"/k/" + UNKNOWN_ID + "\",name=\"\"} 1 5";

        assertThat(rewrite(RewriteOptions.NONE, Map.of("name", new LabelValue("n", true)), line))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "container=\"\",id=\"/k/%s\",name=\"%s\",pod=\"p\"|POD",
                "container=\"\",id=\"/k/%s\",name=\"%s\",pod=\"\"|",
                "container=\"\",id=\"/k/%s\",name=\"\",pod=\"p\"|",
                "container=\"\",id=\"/k/pod1\",name=\"n\",pod=\"p\"|",
                "container=\"app\",id=\"/k/%s\",name=\"n\",pod=\"p\"|app",
            })
    void pauseContainersAreCalledPodAgain(String labels, String container) throws Exception {
        String line = "m{" + labels.replace("%s", UNKNOWN_ID) + "} 1";
        String expected = line.replaceFirst("\"[^\"]*\"", "\"" + (container == null ? "" : container) + "\"");

        RewriteOptions podContainer = new RewriteOptions(true, false, false, true, false);
        assertThat(rewrite(podContainer, Map.of(), line)).isEqualTo(expected);
    }

    @Test
    void whatTheTableSaysOfAPauseContainerWins() throws Exception {
        RewriteOptions podContainer = new RewriteOptions(true, false, false, true, false);
        String line = "m{container=\"\",id=\"" + ID + "\",name=\"n\",pod=\"p\"} 1";

        assertThat(rewrite(podContainer, Map.of("container", new LabelValue("pause", false)), line))
                .isEqualTo(line.replace("container=\"\"", "container=\"pause\""));
        assertThat(rewrite(podContainer, Map.of("container", new LabelValue("", true)), line))
                .isEqualTo(line);
    }

    @Test
    void scopesAreNamedAsDockersWere() throws Exception {
        RewriteOptions dockerIds = new RewriteOptions(false, true, false, true, false);
        String line = "m{id=\"/a.slice/cri-containerd-" + UNKNOWN_ID + ".scope/crio-" + UNKNOWN_ID
                + ".scope/init\",image=\"/crio-" + UNKNOWN_ID + ".scope\"} 1";

        assertThat(rewrite(dockerIds, Map.of(), line))
                .isEqualTo("m{id=\"/a.slice/docker-" + UNKNOWN_ID + ".scope/docker-" + UNKNOWN_ID
                        + ".scope/init\",image=\"/crio-" + UNKNOWN_ID + ".scope\"} 1");
        assertThat(rewrite(
                        dockerIds,
                        Map.of("id", new LabelValue("/mine", true)),
                        "m{id=\"/cri-containerd-" + ID + ".scope\"} 1"))
                .isEqualTo("m{id=\"/mine\"} 1");
    }

    @Test
    void legacyLabelsRepeatWhatTheLineSaysInTheEnd() throws Exception {
        RewriteOptions legacy = new RewriteOptions(true, false, true, true, false);

        assertThat(rewrite(legacy, Map.of(), "m{pod=\"a\\\"b\",id=\"/\",container=\"\",} 1"))
                .isEqualTo("m{pod=\"a\\\"b\",pod_name=\"a\\\"b\",id=\"/\",container=\"\",container_name=\"\",} 1");
        assertThat(rewrite(
                        legacy,
                        Map.of("pod", new LabelValue("new", true)),
                        "m{container=\"\",id=\"" + ID + "\",name=\"n\"} 1"))
                .isEqualTo("m{container=\"\",container_name=\"\",id=\"" + ID
                        + "\",name=\"n\",pod=\"new\",pod_name=\"new\"} 1");
        assertThat(rewrite(legacy, Map.of(), "m{container=\"c\",container_name=\"old\",id=\"/\"} 1"))
                .isEqualTo("m{container=\"c\",container_name=\"old\",id=\"/\"} 1");
        assertThat(rewrite(legacy, Map.of(), "m{container=\"c\",pod=\"p\"} 1"))
                .isEqualTo("m{container=\"c\",pod=\"p\"} 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m 1 1795423503256|m 1",
                "m{a=\"1 2\"} NaN  1795423503256|m{a=\"1 2\"} NaN",
                "m 1795423503256|m 1795423503256",
                "m 1 # {a=\"b\"} 1 2|m 1 # {a=\"b\"} 1 2",
                "m 1 -5 # {a=\"b\"} 1 2|m 1 # {a=\"b\"} 1 2",
                "m +Inf 5|m +Inf",
                "m one 5|m one 5",
                "# HELP m 1 5|# HELP m 1 5",
            })
    void timestampsAreDroppedAndNothingElse(String line, String expected) throws Exception {
        RewriteOptions noTimestamps = new RewriteOptions(false, false, false, false, false);

        assertThat(rewrite(noTimestamps, Map.of(), line)).isEqualTo(expected);
    }

    @Test
    void carriageReturnsPassThrough() throws Exception {
        RewriteOptions options = new RewriteOptions(false, false, true, false, false);
        String text = "# TYPE m gauge\r\nm{id=\"/\",pod=\"p\"} 1 5\r\n\r\nn 1\r\n";

        assertThat(Rewriting.rewrite(options, List.of(), List.of(), text))
                .isEqualTo("# TYPE m gauge\r\nm{id=\"/\",pod=\"p\",pod_name=\"p\"} 1\r\n\r\nn 1\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 65_536, 65_537, 1_000_000})
    void aLineAsLongAsALineMayBePassesAndALongerOneIsRefused(int piece) throws Exception {
        String longest = "m{a=\"" + "x".repeat(CadvisorRewriter.MAX_LINE_BYTES - 9) + "\"} 1\n";
        assertThat(longest).hasSize(CadvisorRewriter.MAX_LINE_BYTES + 1);

        assertThat(Rewriting.rewrite(RewriteOptions.NONE, List.of(), List.of(), "n 1\n" + longest, () -> piece))
                .isEqualTo("n 1\n" + longest);
        assertThatThrownBy(() ->
                        Rewriting.rewrite(RewriteOptions.NONE, List.of(), List.of(), "n 1\nm" + longest, () -> piece))
                .isInstanceOf(SourceException.class)
                .hasMessage("kubelet's answer to /metrics/cadvisor has a line of more than 65536 bytes");
    }

    @Test
    void aGiantLineIsRefusedAsSoonAsItIsTooLong() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CadvisorRewriter rewriter = new CadvisorRewriter(RewriteOptions.NONE, Rewriting.NO_ROWS, List.of(), out);
        ByteBuffer giant = ByteBuffer.wrap("secret".repeat(10_000_000 / 6).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> rewriter.accept(giant))
                .isInstanceOf(SourceException.class)
                .hasMessageNotContaining("secret");
        assertThat(giant.position()).isEqualTo(CadvisorRewriter.MAX_LINE_BYTES + 1);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m 1", "m 1\n# HEL", "m{id=\"/\"} 1 17954\r"})
    void anAnswerThatEndsWithinALineIsAFailure(String text) {
        assertThatThrownBy(() -> Rewriting.rewrite(RewriteOptions.NONE, List.of(), List.of(), text))
                .isInstanceOf(SourceException.class)
                .hasMessage("kubelet's answer to /metrics/cadvisor was cut short");
    }

    @Test
    void anEmptyAnswerStaysEmpty() throws Exception {
        assertThat(Rewriting.rewrite(RewriteOptions.NONE, List.of(), List.of(), ""))
                .isEmpty();
    }

    @Test
    void whatTheStreamThrowsPassesThroughAlsoFromAddedSamples() {
        IOException gone = new IOException("client went away");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw gone;
            }

            @Override
            public void write(byte[] source, int offset, int count) throws IOException {
                throw gone;
            }
        };
        CadvisorRewriter rewriter = new CadvisorRewriter(
                RewriteOptions.NONE, Rewriting.NO_ROWS, List.of(new RowSamples("added", 10_000)), broken);

        assertThatThrownBy(rewriter::finish).isSameAs(gone);
    }

    @Test
    void writesLargeBlocksOnly() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int value) {
                sizes.add(1);
            }

            @Override
            public void write(byte[] source, int offset, int count) {
                sizes.add(count);
            }
        };
        run(Rewriting.recorded("/demo/nodes/containerd-1.36/metrics-cadvisor.prom"), counting);

        assertThat(sizes.subList(0, sizes.size() - 1)).hasSizeGreaterThan(4).containsOnly(32 * 1024);
    }

    @Test
    void memoryDoesNotGrowWithTheAnswer() throws Exception {
        String answer = Rewriting.recorded("/demo/nodes/containerd-1.36/metrics-cadvisor.prom");
        run(answer.repeat(20), OutputStream.nullOutputStream());

        // Labels that come again are kept once; what remains is a few bytes for a family, none for a line.
        long ofTen = allocated(answer.repeat(10));
        assertThat(ofTen).isLessThan(600_000);
        assertThat(allocated(answer.repeat(20)) - ofTen).isLessThan(100_000);
    }

    private static long allocated(String answer) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(bytes, OutputStream.nullOutputStream());
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void run(String answer, OutputStream out) throws Exception {
        run(answer.getBytes(StandardCharsets.UTF_8), out);
    }

    private static void run(byte[] answer, OutputStream out) throws Exception {
        RewriteOptions options = new RewriteOptions(true, true, true, false, false);
        CadvisorRewriter rewriter = new CadvisorRewriter(options, Rewriting.NO_ROWS, List.of(), out);
        rewriter.accept(ByteBuffer.wrap(answer));
        rewriter.finish();
    }

    private static String rewrite(RewriteOptions options, Map<String, LabelValue> labels, String line)
            throws Exception {
        List<ContainerRelabeling> rows = List.of(new ContainerRelabeling(ID, "prod", "web-0", "app", labels));
        String text = Rewriting.rewrite(options, rows, List.of(), line + "\n");
        assertThat(text).endsWith("\n");
        return text.substring(0, text.length() - 1);
    }
}
