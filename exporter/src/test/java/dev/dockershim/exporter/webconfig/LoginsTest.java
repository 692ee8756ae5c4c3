package dev.dockershim.exporter.webconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginsTest {

    private static final String ALICE = "$2a$04$aekOSvdhUgopLaN6zaDsvu74D3oSHFYM4HIVhdGiExKLyaxN4vrke";
    private static final String BOB = "$2a$04$8xhVnz57RRnalY.QjoUDjeJMTyis3FhSpJ0UNpKEeZTwe57wIEcDa";
    private static final Map<String, String> USERS = Map.of("alice", ALICE, "bob", BOB);

    private final Logins logins = new Logins();

    @Test
    void remembersWhoIsRightAndWhoIsNot() {
        assertThat(remembered("alice", "alice123")).isNull();

        assertThat(check("alice", "alice123")).isTrue();
        assertThat(check("alice", "bob456")).isFalse();
        assertThat(check("nobody", "alice123")).isFalse();

        assertThat(remembered("alice", "alice123")).isTrue();
        assertThat(remembered("alice", "bob456")).isFalse();
        assertThat(remembered("nobody", "alice123")).isFalse();
        assertThat(remembered("bob", "alice123")).isNull();
    }

    @Test
    void anotherHashIsAnotherQuestion() {
        assertThat(check("alice", "alice123")).isTrue();
        Map<String, String> changed = Map.of("alice", BOB);

        assertThat(logins.remembered(changed, "alice", bytes("alice123"))).isNull();
        assertThat(logins.check(changed, "alice", bytes("alice123"))).isFalse();
        assertThat(logins.check(changed, "alice", bytes("bob456"))).isTrue();
        assertThat(remembered("alice", "alice123")).isTrue();
    }

    @Test
    void guessesDoNotPushAVerdictOut() {
        assertThat(check("alice", "alice123")).isTrue();
        for (int i = 0; i < 300; i++) {
            assertThat(check("alice", "guess " + i)).isFalse();
        }

        assertThat(remembered("alice", "alice123")).isTrue();
        assertThat(remembered("alice", "guess 0")).isNull();
        assertThat(remembered("alice", "guess 299")).isFalse();
    }

    @Test
    void aRemovedUserIsUnknown() {
        assertThat(check("bob", "bob456")).isTrue();
        Map<String, String> without = Map.of("alice", ALICE);

        assertThat(logins.remembered(without, "bob", bytes("bob456"))).isNull();
        assertThat(logins.check(without, "bob", bytes("bob456"))).isFalse();
    }

    @Test
    void aUserWhoseHashWentToAnotherIsLetInNoMore() {
        assertThat(check("alice", "alice123")).isTrue();
        Map<String, String> renamed = Map.of("carol", ALICE);

        assertThat(logins.remembered(renamed, "alice", bytes("alice123"))).isNull();
        assertThat(logins.check(renamed, "alice", bytes("alice123"))).isFalse();
        assertThat(logins.remembered(renamed, "alice", bytes("alice123"))).isFalse();
        assertThat(logins.check(renamed, "carol", bytes("alice123"))).isTrue();
    }

    @Test
    void nobodysHashCostsWhatThoseOfUsersCost() throws WebConfigException {
        String costly = ALICE.replace("$04$", "$06$");

        assertThat(PasswordHash.parse("", costly).ofNobody().cost()).isEqualTo(6);
        assertThat(PasswordHash.parse("", costly).ofNobody().isOf(bytes("alice123")))
                .isFalse();
    }

    private boolean check(String user, String password) {
        return logins.check(USERS, user, bytes(password));
    }

    private @Nullable Boolean remembered(String user, String password) {
        return logins.remembered(USERS, user, bytes(password));
    }

    private static byte[] bytes(String password) {
        return password.getBytes(UTF_8);
    }
}
