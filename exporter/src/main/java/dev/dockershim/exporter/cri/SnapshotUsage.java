package dev.dockershim.exporter.cri;

/**
 * What one snapshot takes on the disk, as containerd measured it within the last minute.
 *
 * @param bytes bytes of the blocks in use
 * @param inodes inodes in use
 */
public record SnapshotUsage(long bytes, long inodes) {}
