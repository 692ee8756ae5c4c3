package dev.dockershim.exporter.cadvisor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a container or a sandbox are to say.
 *
 * @param containerId its 64 hex digits; null if unknown, then its lines are found by their names, and only to tell
 *     whether the kubelet serves them
 * @param namespace label {@code namespace} as the kubelet prints it
 * @param pod label {@code pod} as the kubelet prints it
 * @param container label {@code container} as the kubelet prints it
 * @param labels by label name: {@code container}, {@code id}, {@code image}, {@code name}, {@code namespace} or
 *     {@code pod}; labels that are not named stay as they are printed
 */
public record ContainerRelabeling(
        @Nullable String containerId, String namespace, String pod, String container, Map<String, LabelValue> labels) {

    /** Copies the labels. */
    public ContainerRelabeling {
        labels = Map.copyOf(labels);
    }
}
