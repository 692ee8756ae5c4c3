package dev.dockershim.exporter.hostroot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names of processes, {@code comm} of proc(5). Each is read at each look: a program may take another name at any
 * time, and a process' id comes again. A node has hundreds, so that it is done with as few calls and objects as can be; for
 * one thread.
 */
final class ProcessName {

    /** {@code TASK_COMM_LEN} of Linux, with the end of the line. */
    static final int MAX_BYTES = 16;

    private static final Path COMM = Path.of("comm");

    private final byte[] buffer = new byte[MAX_BYTES];

    /**
     * The name of one.
     *
     * @param process its directory
     * @return null if it is not to be had; why, is for somebody else to find out
     */
    @Nullable
    String of(Path process) {
        Path comm = process.resolve(COMM);
        try {
            // No link is followed, and no pipe waited for, whatever stands in for /proc.
            if (!attributes(process).isDirectory() || !attributes(comm).isRegularFile()) {
                return null;
            }
            // A stream of java.nio costs twice as much.
            try (InputStream in = new FileInputStream(comm.toString())) {
                int length = in.read(buffer);
                return length <= 0 ? "" : new String(buffer, 0, length, UTF_8).strip();
            }
        } catch (IOException e) {
            return null;
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
