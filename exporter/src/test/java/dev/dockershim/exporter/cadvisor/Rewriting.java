package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Runs the rewriter over texts, and knows recorded answers. */
final class Rewriting {

    static final ContainerTable NO_ROWS = new ContainerTable(List.of());

    private Rewriting() {}

    static String rewrite(RewriteOptions options, List<ContainerRelabeling> rows, List<AddedFamily> added, String text)
            throws IOException, SourceException {
        return rewrite(options, rows, added, text, () -> 8192);
    }

    static String rewrite(
            RewriteOptions options,
            List<ContainerRelabeling> rows,
            List<AddedFamily> added,
            String text,
            IntSupplier pieces)
            throws IOException, SourceException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CadvisorRewriter rewriter = new CadvisorRewriter(options, new ContainerTable(rows), added, out);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(pieces.getAsInt(), bytes.length - at);
            rewriter.accept(ByteBuffer.wrap(bytes, at, count).asReadOnlyBuffer());
            at += count;
        }
        rewriter.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Every combination of the options. */
    static Stream<RewriteOptions> allOptions() {
        return IntStream.range(0, 32)
                .mapToObj(bits -> new RewriteOptions(
                        (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0));
    }

    /** The answers of recorded nodes by their resource names. */
    static List<String> recordedAnswers() {
        return List.of(
                "/demo/nodes/containerd-1.36/metrics-cadvisor.prom",
                "/demo/nodes/containerd23/metrics-cadvisor.prom",
                "/demo/nodes/cri-dockerd-1.36/metrics-cadvisor.prom",
                "/nodes/containerd23-gate/metrics-cadvisor.prom",
                "/demo/nodes/dockershim-1.23/metrics-cadvisor.prom",
                "/nodes/containerd-1.36-45pods/metrics-cadvisor.prom.gz");
    }

    static String recorded(String resource) {
        try (InputStream in = Objects.requireNonNull(Rewriting.class.getResourceAsStream(resource), resource);
                InputStream plain = resource.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
