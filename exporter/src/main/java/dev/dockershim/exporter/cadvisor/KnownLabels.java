package dev.dockershim.exporter.cadvisor;

import dev.dockershim.exporter.kubelet.LabelWalk;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The labels that are looked at, numbered: those that a table can set come first. */
final class KnownLabels {

    static final int NONE = -1;
    static final int CONTAINER = 0;
    static final int ID = 1;
    static final int IMAGE = 2;
    static final int NAME = 3;
    static final int NAMESPACE = 4;
    static final int POD = 5;

    /** How many of them a table can set. */
    static final int SETTABLE = 6;

    static final int CONTAINER_NAME = 6;
    static final int POD_NAME = 7;
    static final int COUNT = 8;

    private static final List<String> NAMES =
            List.of("container", "id", "image", "name", "namespace", "pod", "container_name", "pod_name");
    private static final byte[][] NAME_BYTES =
            NAMES.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

    /** For each label, what stands between the value of the label before and its own. */
    private static final byte[][] OPENINGS = NAMES.stream()
            .map(name -> ("," + name + "=\"").getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private KnownLabels() {}

    /** The number of a settable label, or {@link #NONE}. */
    static int settable(String name) {
        int label = NAMES.indexOf(name);
        return label < SETTABLE ? label : NONE;
    }

    /** The number of the label that the walk has come to, or {@link #NONE}. */
    static int of(LabelWalk label) {
        int candidate = switch (label.nameEnd() - label.nameStart()) {
            case 2 -> ID;
            case 3 -> POD;
            case 4 -> NAME;
            case 5 -> IMAGE;
            case 8 -> POD_NAME;
            case 9 -> label.nameIs(NAME_BYTES[CONTAINER]) ? CONTAINER : NAMESPACE;
            case 14 -> CONTAINER_NAME;
            default -> NONE;
        };
        return candidate != NONE && label.nameIs(NAME_BYTES[candidate]) ? candidate : NONE;
    }

    /** What opens a label behind another one: {@code ,pod="}. The caller must not change it. */
    static byte[] opening(int label) {
        return OPENINGS[label];
    }

    /** The label that kubelets up to 1.15 had for it, or {@link #NONE}. */
    static int legacyOf(int label) {
        return switch (label) {
            case CONTAINER -> CONTAINER_NAME;
            case POD -> POD_NAME;
            default -> NONE;
        };
    }
}
