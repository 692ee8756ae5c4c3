package dev.dockershim.exporter.naming;

/**
 * Which of the two values of {@code image} is given back: Docker's kubelet showed what it had handed to Docker
 * (kubernetes v1.23 pkg/kubelet/images/image_manager.go, EnsureImageExists). Which of the two a container had depended on
 * its pull policy and on what was on the node, and nothing on today's node tells.
 */
public enum DockerImageForm {
    /** Of an image that was on the node already: its id, {@code sha256:<digest of the configuration>}. */
    ID,
    /** Of an image that was pulled for this start: {@code nginx@sha256:<digest of the manifest>}. */
    DIGEST
}
