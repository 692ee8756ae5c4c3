package dev.dockershim.exporter.naming;

import java.util.Locale;

/** One part of docker naming, as {@code --docker.naming} calls it. */
public enum DockerLabel {
    /** {@code name="k8s_<container>_<pod>_<namespace>_<uid>_<attempt>"}. */
    NAME,
    /** {@code image="sha256:..."}, or the digest of a repository; see {@link DockerImageForm}. */
    IMAGE,
    /** {@code id=".../docker-<id>.scope"} for the scopes of containerd and CRI-O. */
    ID,
    /** {@code container="POD"} for pause containers, and their rows among the thirteen. */
    POD_CONTAINER,
    /** {@code container_name} and {@code pod_name}, which kubelets printed up to 1.15, beside today's labels. */
    LEGACY_LABELS;

    /** As it is written in the flag. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
