package dev.dockershim.exporter.host;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import dev.dockershim.exporter.host.FileSystems.Inodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code statvfs(3)}, for the numbers of inodes, which Java does not tell. Asked only where no kubelet tells them; the
 * native call is loaded then and not before.
 */
final class StatVfs {

    private static final Logger LOG = LoggerFactory.getLogger(StatVfs.class);

    /** More than {@code struct statvfs} has in any C library. */
    private static final int STRUCT_BYTES = 256;

    /** Behind f_bsize, f_frsize, f_blocks, f_bfree and f_bavail: eight bytes each on 64-bit Linux, glibc and musl. */
    private static final int F_FILES = 40;

    private static final int F_FFREE = 48;

    private static final @Nullable Function CALL = load();

    private StatVfs() {}

    static @Nullable Inodes inodes(String path) {
        if (CALL == null) {
            return null;
        }
        try (Memory struct = new Memory(STRUCT_BYTES)) {
            struct.clear();
            if (CALL.invokeInt(new Object[] {path, struct}) != 0) {
                return null;
            }
            long total = struct.getLong(F_FILES);
            long free = struct.getLong(F_FFREE);
            return total < 0 || free < 0 ? null : new Inodes(total, free);
        }
    }

    private static @Nullable Function load() {
        if (!Platform.isLinux() || Native.POINTER_SIZE != Long.BYTES) {
            return null;
        }
        try {
            return NativeLibrary.getInstance("c").getFunction("statvfs");
        } catch (LinkageError e) {
            LOG.warn(
                    "the number of inodes is unknown without a kubelet: statvfs cannot be called ({})", e.getMessage());
            return null;
        }
    }
}
