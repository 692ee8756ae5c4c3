package dev.dockershim.exporter.webconfig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The cipher suites that the file may name: those of Go's {@code tls.CipherSuites()}, whose names are Java's too. Suites
 * of TLS 1.3 may be named, and are on whatever is named, as there.
 */
final class CipherSuites {

    private static final Set<String> TLS13 =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private static final Set<String> BEFORE_TLS13 = Set.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** HTTP/2 asks for one of them where TLS 1.2 is spoken (RFC 9113, 9.2.2). */
    private static final Set<String> HTTP2 =
            Set.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

    private CipherSuites() {}

    /** Refuses names that Go does not know, or counts among the insecure. */
    static void check(String key, List<String> named) throws WebConfigException {
        for (String name : named) {
            if (!TLS13.contains(name) && !BEFORE_TLS13.contains(name)) {
                throw new WebConfigException(key, "unknown cipher suite \"" + name + "\"");
            }
        }
    }

    /** Whether a TLS 1.2 client of HTTP/2 can be served with these. */
    static boolean doForHttp2(List<String> named) {
        return named.stream().anyMatch(HTTP2::contains);
    }

    /** Those that are on: of {@code supported} all that Go has where none is named, in the order that is best for us. */
    static List<String> enabled(List<String> named, String[] supported) {
        List<String> enabled = new ArrayList<>();
        for (String suite : supported) {
            if (TLS13.contains(suite) || (named.isEmpty() && BEFORE_TLS13.contains(suite))) {
                enabled.add(suite);
            }
        }
        List<String> known = Arrays.asList(supported);
        for (String suite : named) {
            if (known.contains(suite) && !enabled.contains(suite)) {
                enabled.add(suite);
            }
        }
        return enabled;
    }
}
