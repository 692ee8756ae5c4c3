package dev.dockershim.exporter.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** A page's only style, and the policy that allows nothing else. */
public final class Style {

    /** The style sheet. */
    public static final String CSS = read("status.css");

    /** The style sheet of a cluster's pages: the same, and what only they have. */
    static final String CLUSTER_CSS = CSS + read("cluster.css");

    /** {@code Content-Security-Policy}: no script, no picture, no request; this style by its hash. */
    static final String CONTENT_SECURITY_POLICY = policy(CSS, "'none'");

    /** The same for a cluster's pages, whose forms may ask their own server. */
    static final String CLUSTER_CONTENT_SECURITY_POLICY = policy(CLUSTER_CSS, "'self'");

    private Style() {}

    private static String policy(String css, String forms) {
        return "default-src 'none'; style-src 'sha256-" + sha256(css) + "'; base-uri 'none'; form-action " + forms
                + "; frame-ancestors 'none'";
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Style.class.getResourceAsStream(name), name)) {
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
