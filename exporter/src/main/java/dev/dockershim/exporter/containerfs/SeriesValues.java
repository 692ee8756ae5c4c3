package dev.dockershim.exporter.containerfs;

/** What the values of the thirteen series mean: flag {@code --series.values}. */
public enum SeriesValues {
    /** What HELP says: true seconds, inodes of the file system, disks of every kind. */
    CORRECTED,
    /** Bug for bug what Kubernetes 1.21 to 1.23 served with dockershim. */
    DOCKERSHIM
}
