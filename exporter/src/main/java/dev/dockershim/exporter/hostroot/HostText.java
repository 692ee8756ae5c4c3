package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Small text files of the host: absent is null, and anything else that keeps them from being read is an exception. That
 * tells people which by a name of ours: the path itself only where it is one of ours, too, and was not read anywhere.
 */
final class HostText {

    /** No file of settings comes near it. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_NAMES = 1_000;

    private final HostRoot host;

    HostText(HostRoot host) {
        this.host = host;
    }

    HostRoot host() {
        return host;
    }

    /** Whether there is something that can be read whole. */
    boolean has(String path) throws MissingFileException {
        return present(host.read(path, MAX_BYTES), path) != null;
    }

    /** The text of a file at a path of ours, which must be UTF-8 without NUL; null if there is none. */
    @Nullable
    String text(String path) throws MissingFileException {
        return text(path, path, MAX_BYTES);
    }

    /**
     * A file's text, which must be UTF-8 without NUL; null if there is none.
     *
     * @param what the file's name for people
     */
    @Nullable
    String text(String path, String what, int maxBytes) throws MissingFileException {
        byte[] bytes = present(host.read(path, maxBytes), what);
        if (bytes == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // as below
        }
        throw new MissingFileException(Reason.INVALID, what + " is no text");
    }

    /**
     * Names in a directory, sorted; none if there is no directory.
     *
     * @param what the directory's name for people
     */
    List<String> names(String path, String what) throws MissingFileException {
        List<String> names = present(host.list(path, MAX_NAMES), what);
        return names == null ? List.of() : names;
    }

    private static <T> @Nullable T present(Observed<T> observed, String what) throws MissingFileException {
        if (observed instanceof Missing<T> missing && missing.reason() != Reason.ABSENT) {
            throw MissingFileException.of(what, missing);
        }
        return observed.orNull();
    }
}
