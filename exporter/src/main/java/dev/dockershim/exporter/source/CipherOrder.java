package dev.dockershim.exporter.source;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Which cipher is asked for first. Without the JVM's second compiler, which all roles do without for their memory, AES-GCM
 * decrypts some 5 MB a CPU second, ChaCha20-Poly1305 many times that. A Go server takes the one that the client names
 * first (crypto/tls, cipher_suites.go aesgcmPreferred); all others are still offered.
 */
public final class CipherOrder {

    private static final String CHACHA = "CHACHA20_POLY1305";

    private CipherOrder() {}

    /** The same suites, those with ChaCha20 before the others. */
    public static String[] chaChaFirst(String[] suites) {
        return Arrays.stream(suites)
                .sorted(Comparator.comparing(suite -> !suite.contains(CHACHA)))
                .toArray(String[]::new);
    }
}
