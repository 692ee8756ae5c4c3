package dev.dockershim.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A layer of the image: what its files are, whom they belong to and when they were changed depends on nothing but their
 * content. All belong to root, all have one time; nobody but root may write, and there is no setuid bit.
 *
 * @param createdBy what the image's history says of it
 * @param blob the compressed layer
 * @param diffId digest before compression
 */
record Layer(String createdBy, Blob blob, String diffId) {

    /** What an entry is: a file or link of the disk, or a directory with this mode. */
    private record Entry(Path source, int mode) {}

    private static final int DIRECTORY = 0755;

    private static final int PROGRAM = 0755;

    private static final int FILE = 0644;

    /** Collects the files of one layer, in the order of their paths. */
    static final class Builder {

        private final String createdBy;
        private final Map<String, Entry> entries = new TreeMap<>();

        Builder(String createdBy) {
            this.createdBy = createdBy;
        }

        /** Adds a directory, and those above it. */
        Builder directory(String path, int mode) {
            above(path);
            entries.put(path + "/", new Entry(Path.of(""), mode));
            return this;
        }

        /** Adds a file; whoever could run it on the disk can in the image. */
        Builder file(String path, Path source) {
            above(path);
            entries.put(path, new Entry(source, Files.isExecutable(source) ? PROGRAM : FILE));
            return this;
        }

        /** Adds a directory with all that is in it, links as links. */
        Builder tree(String path, Path source) {
            try (Stream<Path> tree = Files.walk(source)) {
                for (Path each : tree.toList()) {
                    String target = each.equals(source) ? path : path + "/" + source.relativize(each);
                    if (Files.isDirectory(each)) {
                        directory(target, DIRECTORY);
                    } else {
                        file(target, each);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        /** Writes the compressed layer beside others. */
        Layer write(Path blobs, Instant time) {
            try {
                Path part = Files.createTempFile(blobs, "layer-", ".part");
                MessageDigest plain = Digest.sha256();
                try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part));
                        OutputStream compressed = new Gzip(file);
                        OutputStream digested = new DigestOutputStream(compressed, plain);
                        TarArchiveOutputStream tar = new TarArchiveOutputStream(digested, "UTF-8")) {
                    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                    for (Map.Entry<String, Entry> each : entries.entrySet()) {
                        write(tar, each.getKey(), each.getValue(), time);
                    }
                }
                return new Layer(createdBy, Blob.keep(part, blobs), Digest.text(plain));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void above(String path) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                entries.putIfAbsent(path.substring(0, slash + 1), new Entry(Path.of(""), DIRECTORY));
            }
        }

        private static void write(TarArchiveOutputStream tar, String name, Entry entry, Instant time)
                throws IOException {
            boolean link = Files.isSymbolicLink(entry.source());
            TarArchiveEntry header =
                    link ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK) : new TarArchiveEntry(name);
            header.setIds(0, 0);
            header.setNames("", "");
            header.setMode(link ? 0777 : entry.mode());
            header.setModTime(FileTime.from(time));
            if (link) {
                header.setLinkName(Files.readSymbolicLink(entry.source()).toString());
            } else if (!header.isDirectory()) {
                header.setSize(Files.size(entry.source()));
            }
            tar.putArchiveEntry(header);
            if (!link && !header.isDirectory()) {
                Files.copy(entry.source(), tar);
            }
            tar.closeArchiveEntry();
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
