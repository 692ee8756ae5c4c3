package dev.dockershim.exporter.readiness;

/** What Docker Engine is to a node's kubelet. */
public enum DockerRole {
    /** Its runtime, by the adapter inside the kubelet. */
    DOCKERSHIM,
    /** Its runtime, by Mirantis' adapter. */
    CRI_DOCKERD,
    /** Nothing: another runtime is in use. */
    NONE,
    /** Not to be told. */
    UNKNOWN
}
