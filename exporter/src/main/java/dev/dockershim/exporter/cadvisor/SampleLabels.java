package dev.dockershim.exporter.cadvisor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rewrites the labels of samples, and notes which containers the current family serves. Used again for each line. */
final class SampleLabels {

    private final byte[] text;
    private final boolean rewrites;
    private final ContainerTable table;
    private final FamilyBlocks families;
    private final Splices out;
    private final SampleSpans sample;
    private final ContainerLine line;
    private final RepeatedLabels repeated = new RepeatedLabels();

    /** Takes what becomes of a block that is kept. */
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(1024);

    private final Splices keptSplices;
    private final ContainerLine keptLine;

    /** The block of the line at hand, if it was seen to be the expected one before the line's end was. */
    private RepeatedLabels.@Nullable Block expected;

    SampleLabels(
            byte[] text,
            RewriteOptions options,
            ContainerTable table,
            FamilyBlocks families,
            SampleSpans sample,
            Splices out) {
        this.text = text;
        this.table = table;
        this.families = families;
        this.sample = sample;
        this.out = out;
        rewrites = options.podContainer() || options.dockerIds() || options.legacyLabels() || table.size() > 0;
        line = new ContainerLine(text, options, table, out);
        keptSplices = new Splices(text, kept);
        keptLine = new ContainerLine(text, options, table, keptSplices);
    }

    /** Whether the labels of the current family's samples are read at all. */
    boolean matter() {
        return rewrites || families.notesServed();
    }

    /** Forgets what was expected. */
    void expectNothing() {
        expected = null;
    }

    /**
     * Behind the labels of a line that is not complete yet, if they are those that followed the last ones before: there
     * is no line feed in them.
     *
     * @return where they end, or else {@code nameEnd}
     */
    int expect(int nameEnd, int end) {
        expected = repeated.next(text, nameEnd, end);
        return expected == null ? nameEnd : nameEnd + expected.length();
    }

    /**
     * Takes the labels of a line.
     *
     * @return whether the line is a sample; if so, its value's and time stamp's places are in {@link SampleSpans}
     */
    boolean take(int nameEnd, int end) throws IOException {
        int labelsEnd = expected == null ? Words.behindLastBrace(text, nameEnd, end) : nameEnd + expected.length();
        RepeatedLabels.Block known = expected == null ? repeated.find(text, nameEnd, labelsEnd) : expected;
        if (known != null) {
            return takeKnown(known, nameEnd, end);
        }
        if (!sample.parse(nameEnd, end)) {
            return false;
        }
        boolean container = sample.has(KnownLabels.ID);
        // With an exemplar the last brace is not that of the labels.
        if (sample.labelsClose() == labelsEnd && repeated.isWorthKeeping(labelsEnd - nameEnd)) {
            int row = container ? keptLine.find(sample) : ContainerTable.NONE;
            byte[] rewritten = container && rewrites ? rewritten(nameEnd, labelsEnd) : null;
            serve(repeated.keep(text, nameEnd, labelsEnd, rewritten, servedRow(row), isRoot(container)), nameEnd);
            return true;
        }
        int row = container ? line.find(sample) : ContainerTable.NONE;
        if (families.notesServed()) {
            note(servedRow(row), isRoot(container));
        }
        if (container && rewrites) {
            line.rewrite(sample);
        }
        return true;
    }

    private boolean takeKnown(RepeatedLabels.Block block, int nameEnd, int end) throws IOException {
        if (!sample.parseValue(nameEnd + block.length(), end)) {
            return false;
        }
        serve(block, nameEnd);
        return true;
    }

    private void serve(RepeatedLabels.Block block, int nameEnd) throws IOException {
        if (families.notesServed()) {
            note(block.row(), block.isRoot());
        }
        byte[] rewritten = block.rewritten();
        if (rewritten != null) {
            out.drop(nameEnd, nameEnd + block.length());
            out.append(rewritten);
        }
    }

    private byte @Nullable [] rewritten(int from, int to) throws IOException {
        kept.reset();
        keptSplices.restart(from);
        keptLine.rewrite(sample);
        keptSplices.copyTo(to);
        byte[] bytes = kept.toByteArray();
        return Arrays.equals(text, from, to, bytes, 0, bytes.length) ? null : bytes;
    }

    private void note(int row, boolean root) {
        if (row != ContainerTable.NONE) {
            families.serves(row);
        }
        if (root) {
            families.servesRoot();
        }
    }

    /** The row that a line serves: by its cgroup's id, or else by its names. */
    private int servedRow(int rowOfId) {
        return rowOfId == ContainerTable.NONE && table.hasNameless() ? table.byNames(text, sample) : rowOfId;
    }

    private boolean isRoot(boolean container) {
        int start = sample.start(KnownLabels.ID);
        return container && sample.end(KnownLabels.ID) - start == 1 && text[start] == '/';
    }
}
