package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rewrites one answer of {@code /metrics/cadvisor}, in the Prometheus text format 0.0.4, while it streams through: labels
 * of containers, time stamps, samples that the kubelet lacks; if asked for, as OpenMetrics. All else stays byte for byte,
 * lines that break the format too: they are the kubelet's own.
 *
 * <p>Memory is a buffer for a line, one for a block of output, and the table; a line costs no garbage. For one answer,
 * and not for concurrent use.
 */
public final class CadvisorRewriter {

    /** Longest line, without its line feed; real ones have some hundred bytes. */
    static final int MAX_LINE_BYTES = 64 * 1024;

    private static final byte[] END_OF_OPEN_METRICS = "# EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer = new byte[MAX_LINE_BYTES + 1];
    private final BlockStream block;
    private final Splices splices;
    private final MetadataLine metadata = new MetadataLine(buffer);
    private final OpenMetricsMetadata openMetricsMetadata;
    private final FamilyBlocks families;
    private final SampleSpans sample = new SampleSpans(buffer);
    private final SampleLabels labels;
    private final Timestamps timestamps;
    private final boolean openMetrics;

    private int filled;

    /**
     * A rewriter of one answer.
     *
     * @param added families to complete, each name once
     * @param out gets blocks of some 32 KiB; neither flushed nor closed
     * @throws IllegalArgumentException if two of {@code added} share a name, or a name does not fit its type
     */
    public CadvisorRewriter(RewriteOptions options, ContainerTable table, List<AddedFamily> added, OutputStream out) {
        openMetrics = options.openMetrics();
        block = new BlockStream(out);
        splices = new Splices(buffer, block);
        openMetricsMetadata = new OpenMetricsMetadata(buffer, splices);
        ExpositionFormat format = openMetrics ? ExpositionFormat.OPENMETRICS_1_0_0 : ExpositionFormat.TEXT_0_0_4;
        families = new FamilyBlocks(buffer, table, added, format, block);
        labels = new SampleLabels(buffer, options, table, families, sample, splices);
        timestamps = new Timestamps(buffer, options, splices);
    }

    /**
     * Takes the next piece of the answer, cut anywhere.
     *
     * @throws IOException what {@code out} throws
     * @throws SourceException if a line is longer than any is
     */
    public void accept(ByteBuffer chunk) throws IOException, SourceException {
        while (chunk.hasRemaining()) {
            int from = filled;
            int count = Math.min(chunk.remaining(), buffer.length - filled);
            chunk.get(buffer, filled, count);
            filled += count;
            takeLines(from);
        }
    }

    /**
     * Adds what is missing and writes the last block.
     *
     * @throws IOException what {@code out} throws
     * @throws SourceException if the answer ended within a line
     */
    public void finish() throws IOException, SourceException {
        if (filled > 0) {
            throw new SourceException("kubelet's answer to /metrics/cadvisor was cut short");
        }
        openMetricsMetadata.release();
        families.finish();
        if (openMetrics) {
            splices.append(END_OF_OPEN_METRICS);
        }
        block.writeBlock();
    }

    /** Takes the lines that are complete; {@code from} is where the search for a line's end goes on. */
    private void takeLines(int from) throws IOException, SourceException {
        int start = 0;
        int lineFeed = lineFeed(from, filled);
        while (lineFeed >= 0) {
            takeLine(start, lineFeed);
            start = lineFeed + 1;
            lineFeed = lineFeed(behindExpected(start), filled);
        }
        labels.expectNothing();
        if (start > 0) {
            splices.copyTo(start);
            splices.restart();
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
        } else if (filled == buffer.length) {
            throw new SourceException(
                    "kubelet's answer to /metrics/cadvisor has a line of more than " + MAX_LINE_BYTES + " bytes");
        }
    }

    private int lineFeed(int from, int end) {
        // In a local: the first compiler tier would load the field again for each byte.
        byte[] bytes = buffer;
        int i = from;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return i < end ? i : -1;
    }

    /** Where the search for the end of the line at {@code start} begins. */
    private int behindExpected(int start) {
        labels.expectNothing();
        int nameEnd = labels.matter() ? families.currentNameEnd(start, filled) : -1;
        return nameEnd < 0 ? start : labels.expect(nameEnd, filled);
    }

    private void takeLine(int start, int lineFeed) throws IOException {
        int end = lineFeed > start && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        int first = start;
        while (first < end && (buffer[first] == ' ' || buffer[first] == '\t')) {
            first++;
        }
        if (first == end) {
            dropIfOpenMetrics(start, lineFeed + 1);
        } else if (buffer[first] == '#') {
            takeComment(start, first, end, lineFeed + 1);
        } else {
            takeSample(start, first, end);
            dropIfOpenMetrics(end, lineFeed);
        }
    }

    private void takeComment(int start, int hash, int end, int next) throws IOException {
        MetadataLine.Kind kind = metadata.parse(hash + 1, end);
        if (kind == MetadataLine.Kind.COMMENT) {
            dropIfOpenMetrics(start, next);
            return;
        }
        boolean type = kind == MetadataLine.Kind.TYPE;
        beginLine(start, metadata.nameStart(), metadata.nameEnd(), type && openMetricsMetadata.holds(metadata));
        if (openMetrics && type) {
            openMetricsMetadata.type(metadata, start, end, next);
        } else if (openMetrics) {
            openMetricsMetadata.help(metadata, start, end, next);
        }
    }

    private void takeSample(int start, int first, int end) throws IOException {
        int nameEnd = families.currentNameEnd(first, end);
        if (nameEnd < 0) {
            nameEnd = nameEnd(first, end);
            if (nameEnd == first || !endsName(nameEnd, end)) {
                return;
            }
        }
        beginLine(start, first, nameEnd, false);
        if (labels.matter() ? labels.take(nameEnd, end) : timestamps.change() && sample.parse(nameEnd, end)) {
            timestamps.rewrite(sample);
        }
    }

    /** Sees to it that the line stands in the block of its family, behind the HELP line that may be held. */
    private void beginLine(int start, int nameStart, int nameEnd, boolean keepHelp) throws IOException {
        boolean current = families.isCurrent(nameStart, nameEnd);
        if (openMetrics || !current) {
            splices.copyTo(start);
            if (!keepHelp) {
                openMetricsMetadata.release();
            }
        }
        if (!current) {
            families.enter(nameStart, nameEnd);
        }
    }

    private void dropIfOpenMetrics(int from, int to) throws IOException {
        if (openMetrics) {
            splices.drop(from, to);
        }
    }

    private int nameEnd(int from, int end) {
        int i = from;
        while (i < end && isNamePart(buffer[i], i == from)) {
            i++;
        }
        return i;
    }

    private boolean endsName(int at, int end) {
        return at < end && (buffer[at] == '{' || buffer[at] == ' ' || buffer[at] == '\t');
    }

    private static boolean isNamePart(byte b, boolean first) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '_'
                || b == ':'
                || (b >= '0' && b <= '9' && !first);
    }
}
