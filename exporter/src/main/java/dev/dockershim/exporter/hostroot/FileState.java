package dev.dockershim.exporter.hostroot;

/**
 * A file at one moment: equal as long as it is the same and was not written to.
 *
 * @param key device and inode
 * @param size in bytes
 * @param modifiedMillis when it was last written to
 */
record FileState(String key, long size, long modifiedMillis) {}
