package dev.dockershim.exporter.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/<pid>/mountinfo}: the mounts that a process sees, in the order in which they were made.
 *
 * <p>Format: proc(5). Optional fields before the separator are skipped, octal escapes are undone.
 */
public record MountInfo(List<Mount> mounts) {

    /** Keeps a copy of {@code mounts}. */
    public MountInfo {
        mounts = List.copyOf(mounts);
    }

    /**
     * One mount.
     *
     * @param major major number of its {@code st_dev}; 0 for file systems without a block device of their own
     * @param root the directory of the file system that is mounted, {@code /} but for bind mounts
     * @param mountPoint where this process sees it
     * @param fsType file system type, such as {@code ext4}
     * @param source what is mounted, such as {@code /dev/sda1}, verbatim
     * @param upperDirectory where an overlay keeps its writable layer, as a path of the host; null for others
     */
    public record Mount(
            int major,
            int minor,
            String root,
            String mountPoint,
            String fsType,
            String source,
            @Nullable String upperDirectory) {}

    /** Reads the text of a mountinfo file; a line that is not of the format is skipped. */
    public static MountInfo parse(byte[] text) {
        List<Mount> mounts = new ArrayList<>();
        new String(text, StandardCharsets.UTF_8).lines().forEach(line -> {
            Mount mount = parseLine(line);
            if (mount != null) {
                mounts.add(mount);
            }
        });
        return new MountInfo(mounts);
    }

    /**
     * The mount that holds {@code path}: the longest mount point above it, the last one made if several share it.
     *
     * @param path absolute and without symbolic links
     */
    public @Nullable Mount holding(String path) {
        Mount best = null;
        for (Mount mount : mounts) {
            if (contains(mount.mountPoint(), path)
                    && (best == null
                            || mount.mountPoint().length() >= best.mountPoint().length())) {
                best = mount;
            }
        }
        return best;
    }

    /** The mount made at exactly that point, the last one if several cover each other; null if there is none. */
    public @Nullable Mount at(String mountPoint) {
        List<Mount> latestFirst = new ArrayList<>(mounts);
        Collections.reverse(latestFirst);
        return latestFirst.stream()
                .filter(mount -> mount.mountPoint().equals(mountPoint))
                .findFirst()
                .orElse(null);
    }

    private static boolean contains(String directory, String path) {
        return directory.equals("/")
                || (path.startsWith(directory)
                        && (path.length() == directory.length() || path.charAt(directory.length()) == '/'));
    }

    private static @Nullable Mount parseLine(String line) {
        int separator = line.indexOf(" - ");
        if (separator < 0) {
            return null;
        }
        String[] left = line.substring(0, separator).split(" ", -1);
        String[] right = line.substring(separator + 3).split(" ", -1);
        if (left.length < 6 || right.length < 2) {
            return null;
        }
        int colon = left[2].indexOf(':');
        try {
            return new Mount(
                    Integer.parseInt(left[2].substring(0, Math.max(colon, 0))),
                    Integer.parseInt(left[2].substring(colon + 1)),
                    unescape(left[3]),
                    unescape(left[4]),
                    right[0],
                    unescape(right[1]),
                    right.length > 2 ? upperDirectory(right[2]) : null);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String upperDirectory(String superOptions) {
        for (String option : superOptions.split(",", -1)) {
            if (option.startsWith("upperdir=")) {
                return unescape(option.substring("upperdir=".length()));
            }
        }
        return null;
    }

    /** Undoes the kernel's octal escapes of space, tab, newline and backslash. */
    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        byte[] in = field.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '\\' && i + 3 < in.length && isOctal(in[i + 1]) && isOctal(in[i + 2]) && isOctal(in[i + 3])) {
                out[length++] = (byte) ((in[i + 1] - '0') << 6 | (in[i + 2] - '0') << 3 | (in[i + 3] - '0'));
                i += 3;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isOctal(byte b) {
        return b >= '0' && b <= '7';
    }
}
