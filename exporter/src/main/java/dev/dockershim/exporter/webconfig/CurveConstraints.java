package dev.dockershim.exporter.webconfig;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allows some groups of a key agreement only. Java 17 has no setter for them by connection (SSLParameters.setNamedGroups
 * came with Java 20); its handshake asks the connection's constraints about each group by name (sun.security.ssl
 * NamedGroup.isPermitted).
 */
final class CurveConstraints implements AlgorithmConstraints {

    private static final Set<String> GROUPS = Set.of(
            "secp256r1",
            "secp384r1",
            "secp521r1",
            "x25519",
            "x448",
            "ffdhe2048",
            "ffdhe3072",
            "ffdhe4096",
            "ffdhe6144",
            "ffdhe8192");

    private final Set<String> allowed;

    /** With Java's names in lower case. */
    CurveConstraints(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
        if (!primitives.contains(CryptoPrimitive.KEY_AGREEMENT)) {
            return true;
        }
        String name = algorithm.toLowerCase(Locale.ROOT);
        return !GROUPS.contains(name) || allowed.contains(name);
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return true;
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
        return true;
    }
}
