package dev.dockershim.exporter.webconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebConfigFileTest {

    private static final String ALICE = "$2a$04$aekOSvdhUgopLaN6zaDsvu74D3oSHFYM4HIVhdGiExKLyaxN4vrke";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");
    private Instant now = Instant.parse("2026-06-01T00:00:00Z");
    private final List<String> log = new ArrayList<>();
    private final Logger logger = Logger.getLogger(WebConfigFile.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            log.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        file = directory.resolve("web.yml");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void isReadAnewWhenItChanges() throws IOException {
        write("basic_auth_users: {alice: " + ALICE + "}", LONG_AGO);
        WebConfigFile config = open();
        assertThat(config.current().users()).containsOnlyKeys("alice");

        now = now.plusSeconds(60);
        write("basic_auth_users: {bob: " + ALICE + "}", LONG_AGO.plusSeconds(1));

        assertThat(config.current().users()).containsOnlyKeys("bob");
        assertThat(config.state()).isEqualTo(new WebConfigState(true, now, null));
        assertThat(log).isEmpty();
    }

    @Test
    void isNotReadAgainWhileItIsTheSame() throws IOException {
        write("rate_limit: {interval: 1s, burst: 1}", LONG_AGO);
        WebConfigFile config = open();
        config.current();

        WebConfig once = config.current();

        assertThat(config.current()).isSameAs(once);
    }

    @Test
    void aSecondWriteWithinTheSameMomentIsSeen() throws IOException {
        write("rate_limit: {interval: 1s, burst: 1}", now);
        WebConfigFile config = open();
        config.current();

        write("rate_limit: {interval: 1s, burst: 2}", now);

        assertThat(config.current().rateLimit()).isEqualTo(new RateLimit(1_000_000_000, 2));
    }

    @Test
    void aTimeInTheFutureDoesNotMakeItReadForEver() throws IOException {
        write("rate_limit: {interval: 1s, burst: 1}", now.plus(Duration.ofDays(1)));
        WebConfigFile config = open();
        config.current();

        assertThat(config.current()).isSameAs(config.current());
    }

    @Test
    void aMountedSecretThatIsRenewedByALinkIsSeen() throws IOException {
        Path first = Files.createDirectory(directory.resolve("..2026_1"));
        Path second = Files.createDirectory(directory.resolve("..2026_2"));
        for (Path one : List.of(first, second)) {
            Files.writeString(one.resolve("web.yml"), "basic_auth_users: {" + one.getFileName() + ": " + ALICE + "}");
            Files.setLastModifiedTime(one.resolve("web.yml"), FileTime.from(LONG_AGO));
        }
        Path data = Files.createSymbolicLink(directory.resolve("..data"), first);
        Files.createSymbolicLink(file, Path.of("..data/web.yml"));
        WebConfigFile config = open();
        assertThat(config.current().users()).containsOnlyKeys("..2026_1");

        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), second);
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(config.current().users()).containsOnlyKeys("..2026_2");
    }

    @Test
    void aFileThatCannotBeUsedChangesNothingAndSaysSoOnce() throws IOException {
        write("basic_auth_users: {alice: " + ALICE + "}", LONG_AGO);
        WebConfigFile config = open();
        config.current();
        Instant loaded = now;

        now = now.plusSeconds(60);
        write("basic_auth_users: {alice: secret}", LONG_AGO.plusSeconds(1));

        assertThat(config.current().users()).isEqualTo(Map.of("alice", ALICE));
        assertThat(config.current().users()).isEqualTo(Map.of("alice", ALICE));
        assertThat(config.state()).isEqualTo(new WebConfigState(false, loaded, null));
        assertThat(log)
                .containsExactly("SEVERE --web.config.file: " + file + ": basic_auth_users.alice: is too short to be a"
                        + " bcrypt hash; what it said before still holds");

        log.clear();
        Files.delete(file);
        assertThat(config.current().users()).containsOnlyKeys("alice");
        assertThat(log).singleElement().asString().contains("no such file: " + file);

        log.clear();
        now = now.plusSeconds(60);
        write("basic_auth_users: {bob: " + ALICE + "}", LONG_AGO.plusSeconds(2));
        assertThat(config.current().users()).containsOnlyKeys("bob");
        assertThat(config.state()).isEqualTo(new WebConfigState(true, now, null));
        assertThat(log).containsExactly("INFO --web.config.file " + file + " can be used again");
    }

    @Test
    void saysWhatIsAllowedButCannotBeMeant() throws IOException {
        write(
                "basic_auth_users: {alice: '" + ALICE.replace("aekO", "-ekO") + "'}\n"
                        + "tls_server_config: {client_allowed_sans: [a]}\n",
                LONG_AGO);

        open();

        assertThat(log)
                .containsExactly(
                        "WARNING --web.config.file: " + file + ": basic_auth_users.alice can never log in: what"
                                + " follows the hash's cost is not 53 characters of bcrypt's",
                        "WARNING --web.config.file: " + file
                                + ": tls_server_config.client_allowed_sans has no effect without a client_auth_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate_limit: {interval: 1s, burst: \u0000}",
                "{{{{{{{{",
                "- [",
                "? : ?",
                "&a [*a]",
                "a: &a {<<: *a}\n",
                "rate_limit: &a {<<: *a}\n",
                "rate_limit: {<<: 1}\n",
                "rate_limit: {? {a: b} : 1}",
                "basic_auth_users: &a {a: *a}",
                "%YAML 3.0\n---\n",
                "\uD800"
            })
    void nonsenseIsOneLine(String nonsense) throws IOException {
        write(nonsense, LONG_AGO);

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("--web.config.file: " + file + ": ")
                .doesNotContain("\n");
    }

    @Test
    void bytesThatAreNoTextAreOneLine() throws IOException {
        byte[] bytes = new byte[4096];
        new java.util.Random(1).nextBytes(bytes);
        Files.write(file, bytes);

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aFileThatIsNestedDeeplyOrIsTooLargeIsOneLine() throws IOException {
        write("[".repeat(100_000), LONG_AGO);
        assertThatThrownBy(this::open).isInstanceOf(IllegalArgumentException.class);
        write("# " + "x".repeat(2 << 20), LONG_AGO);
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is larger than 1048576 bytes");
    }

    @Test
    void aSecretIsInNoMessage() throws IOException {
        write("tls_server_config:\n  key: |\n    SECRET\n  SECRET\n", LONG_AGO);

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("SECRET");
    }

    private WebConfigFile open() {
        return WebConfigFile.open(file.toString(), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private void write(String text, Instant modified) throws IOException {
        Files.write(file, text.getBytes(UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
