package dev.dockershim.exporter.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the exporter itself can see of file systems: their size, by statfs, and names of device-mapper devices. */
public interface FileSystems {

    /** Size in bytes of the file system that holds {@code path} ({@code f_frsize * f_blocks}); -1 if not to be had. */
    long capacityBytes(String path);

    /** Inodes of the file system that holds {@code path} ({@code f_files}, {@code f_ffree}); null if not to be had. */
    @Nullable
    Inodes inodes(String path);

    /** Inodes of a file system; 0 of 0 for those that have no fixed number, such as btrfs. */
    record Inodes(long total, long free) {}

    /** Whether {@code path} is a directory here. */
    boolean isDirectory(String path);

    /**
     * The kernel name ({@code dm-0}) of a device-mapper device by its mapping name ({@code vg-root}); null if there
     * is none. Needed where only a name links the two: btrfs has device numbers of its own.
     */
    @Nullable
    String deviceMapperName(String mapping);

    /** The machine's own, with {@code /sys} as the source of names. */
    static FileSystems ofThisMachine() {
        return new FileSystems() {
            @Override
            public long capacityBytes(String path) {
                // Not Files.getFileStore: that one fails for mounts it cannot find in /proc/mounts.
                long bytes = new File(path).getTotalSpace();
                return bytes > 0 ? bytes : -1;
            }

            @Override
            public @Nullable Inodes inodes(String path) {
                return StatVfs.inodes(path);
            }

            @Override
            public boolean isDirectory(String path) {
                return Files.isDirectory(Path.of(path), LinkOption.NOFOLLOW_LINKS);
            }

            @Override
            public @Nullable String deviceMapperName(String mapping) {
                try (DirectoryStream<Path> devices = Files.newDirectoryStream(Path.of("/sys/class/block"), "dm-*")) {
                    for (Path device : devices) {
                        Path name = device.resolve("dm/name");
                        if (Files.isReadable(name)
                                && Files.readString(name).strip().equals(mapping)) {
                            return device.getFileName().toString();
                        }
                    }
                } catch (IOException e) {
                    return null;
                }
                return null;
            }
        };
    }
}
