package dev.dockershim.exporter.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;

/**
 * The log files of one container: the current one and those it was rotated to.
 *
 * <p>The kubelet rotates {@code 0.log} to {@code 0.log.20260102-150405}, later with {@code .gz} behind it (kubernetes
 * {@code pkg/kubelet/logs/container_log_manager.go}).
 */
public final class LogFiles {

    private static final int MAX_FILES = 1000;

    private LogFiles() {}

    /**
     * Bytes in the log files, by their length. The kubelet counts whole blocks instead, which is up to one block
     * a file more. Symbolic links are not followed.
     *
     * @param logPath the current log file, absolute
     * @return empty if the directory may not be read or does not exist here, or holds unreasonably many files
     */
    public static OptionalLong bytes(String logPath) {
        Path current = Path.of(logPath);
        Path directory = current.getParent();
        Path file = current.getFileName();
        if (!current.isAbsolute() || directory == null || file == null) {
            return OptionalLong.empty();
        }
        long sum = 0;
        int seen = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, path -> isOf(file.toString(), path))) {
            for (Path path : files) {
                if (++seen > MAX_FILES) {
                    return OptionalLong.empty();
                }
                sum += regularFileBytes(path);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return OptionalLong.empty();
        }
        return seen == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static long regularFileBytes(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? attributes.size() : 0;
        } catch (NoSuchFileException e) {
            return 0; // rotated away since it was listed
        }
    }

    private static boolean isOf(String current, Path path) {
        Path name = path.getFileName();
        return name != null
                && (name.toString().equals(current) || name.toString().startsWith(current + "."));
    }
}
