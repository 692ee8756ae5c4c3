package dev.dockershim.exporter.cadvisor;

/**
 * What is changed on every line, whether its container is known or not.
 *
 * @param podContainer pause containers get {@code container="POD"}, as they had it under dockershim
 * @param dockerIds {@code cri-containerd-<id>.scope} and {@code crio-<id>.scope} in the label {@code id} become
 *     {@code docker-<id>.scope}
 * @param legacyLabels {@code container_name} and {@code pod_name} stand beside {@code container} and {@code pod}, as in
 *     kubelets up to 1.15
 * @param keepTimestamps whether samples keep their time stamps
 * @param openMetrics whether the text is converted to OpenMetrics 1.0
 */
public record RewriteOptions(
        boolean podContainer, boolean dockerIds, boolean legacyLabels, boolean keepTimestamps, boolean openMetrics) {

    /** Nothing is changed. */
    public static final RewriteOptions NONE = new RewriteOptions(false, false, false, true, false);
}
