package dev.dockershim.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests as OCI writes them: {@code sha256:} and 64 hex digits. */
final class Digest {

    static final String PREFIX = "sha256:";

    private Digest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(byte[] content) {
        return PREFIX + HexFormat.of().formatHex(sha256().digest(content));
    }

    /** Of all that was put in, which ends it. */
    static String text(MessageDigest digest) {
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }
}
