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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

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

    private final Path root;
    private final Looks looks;

    /** The file system whose root is mounted at {@code root}. */
    public HostRoot(Path root) {
        this(root, System::currentTimeMillis);
    }

    /** With another clock, in milliseconds: what it says of a file's times decides whether evidence may be kept. */
    HostRoot(Path root, LongSupplier clock) {
        this.root = root.toAbsolutePath().normalize();
        this.looks = new Looks(this.root, clock);
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

    /**
     * Begins a pass over the host: until its end each file and directory is looked at once, so that whoever comes later sees
     * what was seen before. One pass at a time, by one thread.
     */
    public void beginPass() {
        looks.beginPass();
    }

    /** Ends the pass. */
    public void endPass() {
        looks.endPass();
    }

    Looks looks() {
        return looks;
    }

    /** What lies at {@code path}, links followed. */
    public Kind kind(String path) {
        try {
            return resolve(path).state.kind();
        } catch (NoSuchFileException e) {
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
        return visit(path, maxNames, entry -> names.add(String.valueOf(entry.getFileName())))
                .map(visited -> {
                    names.sort(null);
                    return List.copyOf(names);
                });
    }

    /**
     * Visits a directory's entries, in no order.
     *
     * @param maxEntries a larger directory is {@link Reason#FAILED}
     * @param visitor takes the path of each on this machine
     * @return how many there are
     */
    Observed<Integer> visit(String path, int maxEntries, Consumer<Path> visitor) {
        int visited = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(path).file)) {
            for (Path entry : entries) {
                if (visited == maxEntries) {
                    return Observed.missing(Reason.FAILED, path + " has more than " + maxEntries + " entries");
                }
                visited++;
                visitor.accept(entry);
            }
        } catch (DirectoryIteratorException e) {
            return missing(path, new IOException(e));
        } catch (IOException e) {
            return missing(path, e);
        }
        return Observed.seen(visited);
    }

    /**
     * Opens a file to be read here and there.
     *
     * @throws IOException if it is not there, is no regular file, or may not be read
     */
    SeekableByteChannel open(String path) throws IOException {
        Found found = resolve(path);
        if (!found.state.isFile()) {
            throw new IOException("no regular file");
        }
        return Files.newByteChannel(found.file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * What tells a file from another one, and from itself once it was written to.
     *
     * @throws IOException if it is not there, or may not be looked at
     */
    FileState state(String path) throws IOException {
        return resolve(path).state;
    }

    private Observed<byte[]> read(String path, int maxBytes, boolean head) {
        try {
            Found found = resolve(path);
            if (!found.state.isFile()) {
                return Observed.missing(Reason.INVALID, path + " is no regular file");
            }
            try (InputStream in = Files.newInputStream(found.file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(head ? maxBytes : maxBytes + 1);
                return bytes.length > maxBytes
                        ? Observed.missing(Reason.FAILED, path + " is larger than " + maxBytes + " bytes")
                        : Observed.seen(bytes);
            }
        } catch (IOException e) {
            return missing(path, e);
        }
    }

    private <T> Observed<T> missing(String path, IOException e) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return Observed.missing(Reason.ABSENT, path + " does not exist");
        }
        looks.cannotTell();
        return e instanceof AccessDeniedException
                ? Observed.missing(Reason.FORBIDDEN, path + " may not be read")
                : Observed.missing(Reason.FAILED, path + " could not be read");
    }

    /**
     * Where a path leads.
     *
     * @param file the path on this machine
     * @param state what lies there, which is no link
     */
    private record Found(Path file, FileState state) {}

    /** The path on this machine, name by name: a link's target counts from the root, and {@code ..} ends there. */
    private Found resolve(String path) throws IOException {
        try {
            return walk(path);
        } catch (InvalidPathException e) {
            // A path out of a file may hold what no file's name can.
            throw new NoSuchFileException(path);
        }
    }

    private Found walk(String path) throws IOException {
        Deque<String> names = new ArrayDeque<>();
        pushAll(names, path);
        Found at = top();
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.pop();
            if (at.state.kind() != Kind.DIRECTORY) {
                throw new NoSuchFileException(path);
            }
            if (name.equals("..")) {
                at = above(at);
                continue;
            }
            Path next = at.file.resolve(name);
            FileState state = looks.at(next);
            if (!state.isLink()) {
                at = new Found(next, state);
            } else if (++links > MAX_LINKS) {
                throw new IOException("too many links");
            } else {
                String target = Files.readSymbolicLink(next).toString();
                if (target.startsWith("/")) {
                    at = top();
                }
                pushAll(names, target);
            }
        }
        return at;
    }

    /** The root itself, which may be given by a link. */
    private Found top() throws IOException {
        return new Found(root, looks.at(root));
    }

    private Found above(Found at) throws IOException {
        Path parent = at.file.equals(root) ? null : at.file.getParent();
        return parent == null ? at : new Found(parent, looks.at(parent));
    }

    private static void pushAll(Deque<String> names, String path) {
        String[] parts = path.split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty() && !parts[i].equals(".")) {
                names.push(parts[i]);
            }
        }
    }
}
