package dev.dockershim.exporter.webconfig;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * A bcrypt hash as golang.org/x/crypto/bcrypt takes it: whatever its minor version, by the one algorithm of
 * {@code $2b$}, and of a password the first 72 bytes.
 */
final class PasswordHash {

    /** Shorter ones hold no whole hash (crypto/bcrypt, minHashSize). */
    private static final int MIN_LENGTH = 59;

    /** What follows is not looked at there, such as the line end of a block of YAML. */
    private static final int WHOLE_LENGTH = 53;

    private static final int MAX_PASSWORD = 72;
    private static final int HASH_LENGTH = 31;
    private static final int MIN_COST = 4;
    private static final int MAX_COST = 31;
    private static final Pattern WHOLE = Pattern.compile("[./A-Za-z0-9]{53}");
    /** The salt and the hash of a password that nobody has, for users who do not exist. */
    private static final String NOBODY = "kLJh0aFoYyQUM0Rc4rZPNeKCVpH8bSXwIvb0DMV5oVrkhu2bMU8Wq";

    private final String cost;
    private final String saltAndHash;

    private PasswordHash(String cost, String saltAndHash) {
        this.cost = cost;
        this.saltAndHash = saltAndHash;
    }

    /**
     * Parses one.
     *
     * @throws WebConfigException for what Go's {@code bcrypt.Cost} refuses
     */
    static PasswordHash parse(String key, String text) throws WebConfigException {
        if (text.length() < MIN_LENGTH) {
            throw new WebConfigException(key, "is too short to be a bcrypt hash");
        }
        if (text.charAt(0) != '$' || text.charAt(1) > '2') {
            throw new WebConfigException(key, "is no bcrypt hash: it must begin with $2");
        }
        String rest = text.substring(text.charAt(2) == '$' ? 3 : 4);
        String cost = rest.substring(0, 2);
        if (!cost.matches("[0-9]{2}") || Integer.parseInt(cost) < MIN_COST || Integer.parseInt(cost) > MAX_COST) {
            throw new WebConfigException(key, "the cost of the bcrypt hash must be from 04 to 31");
        }
        String saltAndHash = rest.substring(3);
        return new PasswordHash(cost, saltAndHash.substring(0, Math.min(saltAndHash.length(), WHOLE_LENGTH)));
    }

    /** One of the same cost that no password has. */
    PasswordHash ofNobody() {
        return new PasswordHash(cost, NOBODY);
    }

    /** The exponent of the work that a check is. */
    int cost() {
        return Integer.parseInt(cost);
    }

    /** Whether it can be that of a password at all; if not, its user can never log in. */
    boolean isWhole() {
        return WHOLE.matcher(saltAndHash).matches();
    }

    /** Whether it is that of the password. Takes as long as its cost says, whatever the answer. */
    boolean isOf(byte[] password) {
        boolean whole = isWhole();
        String own = whole ? saltAndHash : NOBODY;
        byte[] significant = Arrays.copyOf(password, Math.min(password.length, MAX_PASSWORD));
        String computed = BCrypt.hashpw(significant, "$2b$" + cost + "$" + own);
        // The hash alone: a salt's last character may be written in more than one way.
        boolean same = MessageDigest.isEqual(tail(computed), tail(own));
        return whole && same;
    }

    private static byte[] tail(String hash) {
        return hash.substring(hash.length() - HASH_LENGTH).getBytes(StandardCharsets.US_ASCII);
    }
}
