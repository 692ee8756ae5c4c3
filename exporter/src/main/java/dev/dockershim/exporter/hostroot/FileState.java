package dev.dockershim.exporter.hostroot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/**
 * What lies at a path at one moment, by one call of lstat(2) or stat(2): equal as long as it is the same and nothing was written to it.
 * Of a directory that means that no name in it came, went or was replaced.
 *
 * @param device the file system
 * @param inode which of its files
 * @param mode type and permissions
 * @param size in bytes
 * @param modified when it was last written to, which programs can set at will
 * @param changed when that, its permissions, its owner or its names last changed, which they cannot
 */
record FileState(long device, long inode, int mode, long size, FileTime modified, FileTime changed) {

    /**
     * Within this time a file may be written to twice with one time stamp: file systems count in steps of up to two
     * seconds, and the kernel in those of its clock's interrupt.
     */
    private static final long SETTLED_MILLIS = 2_000;

    /** {@code S_IFMT} of stat(2). */
    private static final int TYPE = 0170000;

    private static final String ATTRIBUTES = "unix:dev,ino,mode,size,lastModifiedTime,ctime";

    /**
     * Looks.
     *
     * @param options whether a link is followed: then it is stat(2)
     * @throws IOException if there is nothing, or it may not be looked at
     */
    static FileState of(Path path, LinkOption... options) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES, options);
        return new FileState(
                get(attributes, "dev", Long.class),
                get(attributes, "ino", Long.class),
                get(attributes, "mode", Integer.class),
                get(attributes, "size", Long.class),
                get(attributes, "lastModifiedTime", FileTime.class),
                get(attributes, "ctime", FileTime.class));
    }

    private static <T> T get(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(attributes.get(name), name));
    }

    /** Whether whatever is written to it from now on makes it another state; not if its times are still to come. */
    boolean isSettled(long nowMillis) {
        return changed.toMillis() <= nowMillis - SETTLED_MILLIS && modified.toMillis() <= nowMillis - SETTLED_MILLIS;
    }

    boolean isFile() {
        return (mode & TYPE) == 0100000;
    }

    boolean isLink() {
        return (mode & TYPE) == 0120000;
    }

    HostRoot.Kind kind() {
        return switch (mode & TYPE) {
            case 0100000 -> HostRoot.Kind.FILE;
            case 0040000 -> HostRoot.Kind.DIRECTORY;
            case 0140000 -> HostRoot.Kind.SOCKET;
            default -> HostRoot.Kind.SPECIAL;
        };
    }
}
