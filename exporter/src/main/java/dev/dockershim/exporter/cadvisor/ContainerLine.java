package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.kubelet.CgroupIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rewrites the labels of lines that have the label {@code id}. Used again for each line. */
final class ContainerLine {

    private static final byte[] PAUSE = "POD".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private final RewriteOptions options;
    private final ContainerTable table;
    private final Splices out;

    private int row;
    private boolean hasContainerId;

    ContainerLine(byte[] text, RewriteOptions options, ContainerTable table, Splices out) {
        this.text = text;
        this.options = options;
        this.table = table;
        this.out = out;
    }

    /** Looks the line's container up; the row, or {@link ContainerTable#NONE}. */
    int find(SampleSpans line) {
        int id = CgroupIds.containerIdStart(text, line.start(KnownLabels.ID), line.end(KnownLabels.ID));
        hasContainerId = id >= 0;
        row = hasContainerId ? table.byId(text, id) : ContainerTable.NONE;
        return row;
    }

    /** Rewrites the labels of the line that was looked up last. */
    void rewrite(SampleSpans line) throws IOException {
        RowLabels labels = row == ContainerTable.NONE ? null : table.labels(row);
        for (int place = 0; place < line.known(); place++) {
            int label = line.label(place);
            byte[] replacement = replacement(line, label, labels);
            if (replacement != null) {
                out.drop(line.start(label), line.end(label));
                out.append(replacement);
            } else if (label == KnownLabels.ID && options.dockerIds()) {
                DockerIds.rewrite(text, line.start(label), line.end(label), out);
            }
            if (wantsLegacy(line, label)) {
                out.copyTo(line.end(label) + 1);
                appendLegacy(line, label, replacement);
            }
        }
        if (labels != null) {
            add(line, labels);
        }
    }

    private byte @Nullable [] replacement(SampleSpans line, int label, @Nullable RowLabels labels) {
        if (label >= KnownLabels.SETTABLE) {
            return null;
        }
        byte[] wanted = labels == null ? null : labels.replacement(label, line.isPrintedEmpty(label));
        return wanted == null && label == KnownLabels.CONTAINER && isPause(line) ? PAUSE : wanted;
    }

    /** containerd's pause containers have the names of their pod and of themselves, but no {@code container}. */
    private boolean isPause(SampleSpans line) {
        return options.podContainer()
                && hasContainerId
                && line.isPrintedEmpty(KnownLabels.CONTAINER)
                && line.isFilled(KnownLabels.POD)
                && line.isFilled(KnownLabels.NAME);
    }

    /** Labels that the line lacks go behind the last one it has. */
    private void add(SampleSpans line, RowLabels labels) throws IOException {
        for (int label = 0; label < KnownLabels.SETTABLE; label++) {
            byte[] addition = line.has(label) ? null : labels.addition(label);
            if (addition != null) {
                out.copyTo(line.labelsEnd());
                append(label, addition);
                if (wantsLegacy(line, label)) {
                    appendLegacy(line, label, addition);
                }
            }
        }
    }

    private boolean wantsLegacy(SampleSpans line, int label) {
        int legacy = options.legacyLabels() ? KnownLabels.legacyOf(label) : KnownLabels.NONE;
        return legacy != KnownLabels.NONE && !line.has(legacy);
    }

    /** The label's old name with its new value, or else with the printed one. */
    private void appendLegacy(SampleSpans line, int label, byte @Nullable [] value) throws IOException {
        int legacy = KnownLabels.legacyOf(label);
        if (value != null) {
            append(legacy, value);
        } else {
            out.append(KnownLabels.opening(legacy));
            out.append(text, line.start(label), line.end(label));
            out.append('"');
        }
    }

    private void append(int label, byte[] value) throws IOException {
        out.append(KnownLabels.opening(label));
        out.append(value);
        out.append('"');
    }
}
