package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The token of a service account, in a file that the kubelet renews well before it expires; so it is read for each
 * request and kept nowhere.
 */
final class BearerToken {

    private static final String FLAG = "--kubelet.token-file";
    private static final int MAX_BYTES = 64 * 1024;

    private BearerToken() {}

    /**
     * The value of the {@code Authorization} header.
     *
     * @throws SourceException if the file cannot be read or cannot be a token; never holds any of the content
     */
    static String authorization(Path file) throws SourceException {
        String token = new String(SmallFile.read(file, FLAG, MAX_BYTES), StandardCharsets.ISO_8859_1).strip();
        if (token.isEmpty()) {
            throw new SourceException(FLAG + " " + file + " is empty");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new SourceException(FLAG + " " + file + " holds no token: blanks or other than ASCII in it");
        }
        return "Bearer " + token;
    }
}
