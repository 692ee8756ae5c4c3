package dev.dockershim.exporter.webconfig;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decides about users and passwords, and remembers the verdicts, since a hash takes tens of milliseconds and more.
 *
 * <p>Of what was asked only a keyed digest is kept. Who is let in is remembered apart from who is not, so that guesses do
 * not push the scraper's verdict out. A user who does not exist takes as long as one who does: as one of those of the
 * file, always the same one, where their costs differ.
 */
public final class Logins {

    private static final int MAX_VERDICTS = 100;
    private static final String DIGEST = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<ByteBuffer, Boolean> right = new Recent();
    private final Map<ByteBuffer, Boolean> wrong = new Recent();

    /** With nothing remembered. */
    public Logins() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, DIGEST);
    }

    private static final class Recent extends LinkedHashMap<ByteBuffer, Boolean> {

        private Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > MAX_VERDICTS;
        }
    }

    /** The verdict if it is remembered; null if it takes a {@link #check}. */
    public @Nullable Boolean remembered(Map<String, String> users, String user, byte[] password) {
        ByteBuffer question = question(users.get(user), user, password);
        synchronized (this) {
            Boolean verdict = right.get(question);
            return verdict != null ? verdict : wrong.get(question);
        }
    }

    /** The verdict, computed and remembered. Takes tens of milliseconds to seconds of CPU, by the cost of the hash. */
    public boolean check(Map<String, String> users, String user, byte[] password) {
        boolean verdict;
        try {
            PasswordHash hash = PasswordHash.parse("", hash(users, user));
            boolean exists = users.containsKey(user);
            boolean matches = (exists ? hash : hash.ofNobody()).isOf(password);
            verdict = exists && matches;
        } catch (WebConfigException e) {
            throw new IllegalStateException("a hash that was checked when the file was read", e);
        }
        synchronized (this) {
            (verdict ? right : wrong).put(question(users.get(user), user, password), verdict);
        }
        return verdict;
    }

    /** The user's hash; for one who does not exist that of another, chosen by a digest of the name. */
    private String hash(Map<String, String> users, String user) {
        String hash = users.get(user);
        if (hash != null) {
            return hash;
        }
        String[] names = users.keySet().toArray(new String[0]);
        Arrays.sort(names);
        int chosen = ByteBuffer.wrap(digest(bytes(user))).getInt() & Integer.MAX_VALUE;
        return users.getOrDefault(names[chosen % names.length], "");
    }

    /**
     * Whether this hash, null for a user who does not exist, is that of the password. Lengths come first, so that no part
     * can be taken for another's (CVE-2022-46146).
     */
    private ByteBuffer question(@Nullable String hash, String user, byte[] password) {
        byte[] first = bytes(hash == null ? "" : hash);
        byte[] second = bytes(user);
        return ByteBuffer.wrap(digest(ByteBuffer.allocate(8 + first.length + second.length + password.length)
                .putInt(first.length)
                .putInt(second.length)
                .put(first)
                .put(second)
                .put(password)
                .array()));
    }

    private byte[] digest(byte[] of) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            return mac.doFinal(of);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
