package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small text files of the host: absent is null, and anything else that keeps them from being read is an exception. */
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

    /** A file's bytes; null if there is none. */
    byte @Nullable [] bytes(String path) throws UnreadableException {
        return present(host.read(path, MAX_BYTES));
    }

    /** A file's text, which must be UTF-8 without NUL; null if there is none. */
    @Nullable
    String text(String path) throws UnreadableException {
        byte[] bytes = bytes(path);
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
        throw new UnreadableException(Reason.INVALID, "a file of the host is no text");
    }

    /** Names in a directory, sorted; none if there is no directory. */
    List<String> names(String path) throws UnreadableException {
        List<String> names = present(host.list(path, MAX_NAMES));
        return names == null ? List.of() : names;
    }

    private static <T> @Nullable T present(Observed<T> observed) throws UnreadableException {
        if (observed instanceof Missing<T> missing && missing.reason() != Reason.ABSENT) {
            throw new UnreadableException(missing.reason(), text(missing.reason()));
        }
        return observed.orNull();
    }

    /** Without the path: flags and files of the host may have named it. */
    private static String text(Reason reason) {
        return switch (reason) {
            case FORBIDDEN -> "a file or directory of the host may not be read: run as a user that may read it";
            case INVALID -> "a file of the host is no regular file";
            default -> "a file or directory of the host could not be read, or is too large";
        };
    }
}
