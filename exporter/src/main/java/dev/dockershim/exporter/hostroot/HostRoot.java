package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host's file system, mounted read-only somewhere else. Paths are the host's own and absolute, such as
 * {@code /etc/docker/daemon.json}. A link leads where it would lead on the host, so never out of the root; only regular
 * files are opened, since a pipe would hold up its reader; every read is bounded.
 *
 * <p>A link that is put in place between the look at a path and its opening is followed: only the host's own root could
 * do that in the directories that are read here.
 */
public final class HostRoot {

    /** Links that one path may lead through, as in Linux (fs/namei.c, MAXSYMLINKS). */
    private static final int MAX_LINKS = 40;

    /** {@code S_IFMT} of stat(2). */
    private static final int FILE_TYPE = 0170000;

    private final Path root;

    /** The file system whose root is mounted at {@code root}. */
    public HostRoot(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** What lies at a path. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A Unix socket. */
        SOCKET,
        /** A pipe or a device. */
        SPECIAL,
        /** Nothing. */
        ABSENT,
        /** It may not be looked at. */
        HIDDEN
    }

    /** What lies at {@code path}, links followed. */
    public Kind kind(String path) {
        try {
            Path file = resolve(path);
            int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return switch (mode & FILE_TYPE) {
                case 0100000 -> Kind.FILE;
                case 0040000 -> Kind.DIRECTORY;
                case 0140000 -> Kind.SOCKET;
                default -> Kind.SPECIAL;
            };
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Kind.ABSENT;
        } catch (IOException e) {
            return Kind.HIDDEN;
        }
    }

    /**
     * Reads a file whole.
     *
     * @param maxBytes a larger file is {@link Reason#FAILED}
     * @return its bytes; missing if it is not there, is no file, or may not be read
     */
    public Observed<byte[]> read(String path, int maxBytes) {
        return read(path, maxBytes, false);
    }

    /**
     * Reads the first {@code maxBytes} of a file, which may be larger.
     *
     * @return its bytes; missing if it is not there, is no file, or may not be read
     */
    public Observed<byte[]> readHead(String path, int maxBytes) {
        return read(path, maxBytes, true);
    }

    /**
     * Names in a directory, sorted.
     *
     * @param maxNames a larger directory is {@link Reason#FAILED}
     */
    public Observed<List<String>> list(String path, int maxNames) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(path))) {
            for (Path entry : entries) {
                if (names.size() == maxNames) {
                    return Observed.missing(Reason.FAILED, path + " has more than " + maxNames + " entries");
                }
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            return missing(path, new IOException(e));
        } catch (IOException e) {
            return missing(path, e);
        }
        names.sort(null);
        return Observed.seen(List.copyOf(names));
    }

    /**
     * Opens a file to be read here and there.
     *
     * @throws IOException if it is not there, is no regular file, or may not be read
     */
    SeekableByteChannel open(String path) throws IOException {
        Path file = resolve(path);
        if (!attributes(file).isRegularFile()) {
            throw new IOException("no regular file");
        }
        return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * What tells a file from another one, and from itself once it was written to.
     *
     * @throws IOException if it is not there, or may not be looked at
     */
    FileState state(String path) throws IOException {
        BasicFileAttributes attributes = attributes(resolve(path));
        return new FileState(
                String.valueOf(attributes.fileKey()),
                attributes.size(),
                attributes.lastModifiedTime().toMillis());
    }

    private Observed<byte[]> read(String path, int maxBytes, boolean head) {
        try {
            Path file = resolve(path);
            if (!attributes(file).isRegularFile()) {
                return Observed.missing(Reason.INVALID, path + " is no regular file");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(head ? maxBytes : maxBytes + 1);
                return bytes.length > maxBytes
                        ? Observed.missing(Reason.FAILED, path + " is larger than " + maxBytes + " bytes")
                        : Observed.seen(bytes);
            }
        } catch (IOException e) {
            return missing(path, e);
        }
    }

    private static <T> Observed<T> missing(String path, IOException e) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return Observed.missing(Reason.ABSENT, path + " does not exist");
        }
        return e instanceof AccessDeniedException
                ? Observed.missing(Reason.FORBIDDEN, path + " may not be read")
                : Observed.missing(Reason.FAILED, path + " could not be read");
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** The path on this machine, name by name: a link's target counts from the root, and {@code ..} ends there. */
    private Path resolve(String path) throws IOException {
        try {
            return walk(path);
        } catch (InvalidPathException e) {
            // A path out of a file may hold what no file's name can.
            throw new NoSuchFileException(path);
        }
    }

    /** Looks at each name once: most of what is read is below {@code /proc}, once for each process. */
    private Path walk(String path) throws IOException {
        Deque<String> names = new ArrayDeque<>();
        pushAll(names, path);
        Path at = root;
        BasicFileAttributes here = look(root);
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.pop();
            if (name.equals("..")) {
                at = at.equals(root) ? root : parent(at);
                here = look(at);
                continue;
            }
            if (here != null && here.isRegularFile()) {
                throw new NoSuchFileException(path);
            }
            Path next = at.resolve(name);
            BasicFileAttributes found = look(next);
            if (found == null || !found.isSymbolicLink()) {
                at = next;
                here = found;
            } else if (++links > MAX_LINKS) {
                throw new IOException("too many links");
            } else {
                String target = Files.readSymbolicLink(next).toString();
                if (target.startsWith("/")) {
                    at = root;
                    here = look(root);
                }
                pushAll(names, target);
            }
        }
        return at;
    }

    /** Null for what is not there, or may not be looked at: that comes out when it is opened. */
    private static @Nullable BasicFileAttributes look(Path path) {
        try {
            return attributes(path);
        } catch (IOException e) {
            return null;
        }
    }

    private static void pushAll(Deque<String> names, String path) {
        String[] parts = path.split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty() && !parts[i].equals(".")) {
                names.push(parts[i]);
            }
        }
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? root : parent;
    }
}
