package dev.dockershim.exporter.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The page's only style, and the policy that allows nothing else. */
public final class Style {

    /** The style sheet. */
    public static final String CSS = read();

    /** {@code Content-Security-Policy}: no script, no picture, no request; this style by its hash. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(CSS)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Style() {}

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Style.class.getResourceAsStream("status.css"), "status.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
