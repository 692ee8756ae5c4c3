package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.exposition.LabelBlock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels of one row, escaped, by their number in {@link KnownLabels}. */
final class RowLabels {

    private final byte[] @Nullable [] values = new byte[KnownLabels.SETTABLE][];
    private final boolean[] always = new boolean[KnownLabels.SETTABLE];

    /**
     * Escapes the labels of a row.
     *
     * @throws IllegalArgumentException if one has a name that cannot be set
     */
    RowLabels(Map<String, LabelValue> labels) {
        labels.forEach((name, label) -> {
            int number = KnownLabels.settable(name);
            if (number == KnownLabels.NONE) {
                throw new IllegalArgumentException("not a label that can be set: " + name);
            }
            // To fill an empty label with nothing is to leave it.
            if (label.always() || !label.value().isEmpty()) {
                values[number] = LabelBlock.escape(label.value());
                always[number] = label.always();
            }
        });
    }

    /** What replaces the label where it is printed, empty or not; null if it stays. */
    byte @Nullable [] replacement(int label, boolean printedEmpty) {
        return printedEmpty || always[label] ? values[label] : null;
    }

    /** What a line gets that lacks the label; null if nothing. */
    byte @Nullable [] addition(int label) {
        return always[label] ? values[label] : null;
    }
}
