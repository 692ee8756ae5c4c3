package dev.dockershim.exporter.webconfig;

import java.util.Locale;
import java.util.Map;

/** The curves of a handshake that the file may name (exporter-toolkit, web/tls_config.go). */
final class Curve {

    private static final Map<String, String> JAVA_NAMES = Map.of(
            "CurveP256", "secp256r1",
            "CurveP384", "secp384r1",
            "CurveP521", "secp521r1",
            "X25519", "x25519");

    private Curve() {}

    /** Java's name of a curve, in lower case. */
    static String javaName(String key, String goName) throws WebConfigException {
        String name = JAVA_NAMES.get(goName);
        if (name == null) {
            throw new WebConfigException(
                    key, "unknown curve \"" + goName + "\"; known are CurveP256, CurveP384, CurveP521 and X25519");
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
