package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.TemporaryHost.reason;
import static dev.dockershim.exporter.hostroot.TemporaryHost.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptEvidenceTest {

    private static final String FILE = "/etc/app/app.conf";

    @TempDir
    private Path directory;

    private TemporaryHost tree;
    private HostRoot host;
    private KeptEvidence<String> kept;
    private int readings;

    @BeforeEach
    void makeHost() throws IOException {
        tree = new TemporaryHost(Files.createDirectory(directory.resolve("root")));
        tree.file(FILE, "one").file("/etc/app/app.d/a.conf", "").file("/opt/other", "");
        use(KeptEvidenceTest::later);
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() throws IOException {
        Observed<String> first = read();
        tree.file("/opt/unrelated", "that nobody looked at");

        assertThat(read()).isSameAs(first);
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void aChangeIsSeen() throws IOException {
        read();
        nextTick();
        tree.file(FILE, "three");
        assertThat(seen(read())).isEqualTo("three [a.conf]");
    }

    @Test
    void aChangeOfTheSameSizeWithItsTimeSetBackIsSeen() throws IOException {
        FileTime then = Files.getLastModifiedTime(tree.path(FILE));
        read();
        nextTick();
        tree.file(FILE, "two");
        Files.setLastModifiedTime(tree.path(FILE), then);
        assertThat(seen(read())).isEqualTo("two [a.conf]");
    }

    @Test
    void aFilePutInItsPlaceIsSeen() throws IOException {
        tree.file("/etc/app/app.conf.new", "two");
        Files.setLastModifiedTime(tree.path("/etc/app/app.conf.new"), Files.getLastModifiedTime(tree.path(FILE)));
        read();
        Files.move(tree.path("/etc/app/app.conf.new"), tree.path(FILE), StandardCopyOption.ATOMIC_MOVE);
        assertThat(seen(read())).isEqualTo("two [a.conf]");
    }

    @Test
    void aDirectoryPutInItsPlaceIsSeen() throws IOException {
        tree.file("/etc/new/app.conf", "two");
        read();
        Files.move(tree.path("/etc/app"), tree.path("/etc/old"));
        Files.move(tree.path("/etc/new"), tree.path("/etc/app"));
        assertThat(seen(read())).isEqualTo("two []");
    }

    @Test
    void whatIsRemovedIsAbsentAndSeenWhenItComesBack() throws IOException {
        read();
        nextTick();
        Files.delete(tree.path(FILE));
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
        assertThat(readings).as("absence is kept, too").isEqualTo(2);
        nextTick();
        tree.file(FILE, "two");
        assertThat(seen(read())).isEqualTo("two [a.conf]");
    }

    @Test
    void aNameThatComesIntoADirectoryIsSeen() throws IOException {
        read();
        nextTick();
        tree.file("/etc/app/app.d/b.conf", "");
        assertThat(seen(read())).isEqualTo("one [a.conf, b.conf]");
        nextTick();
        Files.delete(tree.path("/etc/app/app.d/a.conf"));
        assertThat(seen(read())).isEqualTo("one [b.conf]");
    }

    @Test
    void otherPermissionsOfAFileOrADirectoryAreAskedAgain() throws IOException {
        for (String path : List.of(FILE, "/etc/app", "/etc")) {
            read();
            int before = readings;
            nextTick();
            Files.setPosixFilePermissions(
                    directory.resolve("root" + path), PosixFilePermissions.fromString("rwx------"));
            read();
            assertThat(readings).as(path).isEqualTo(before + 1);
        }
    }

    @Test
    void aLinkThatLeadsElsewhereIsSeenAndNotFollowedOut() throws IOException {
        Files.writeString(directory.resolve("secret"), "out");
        Files.delete(tree.path(FILE));
        tree.file("/opt/one", "one").file("/opt/two", "two").link(FILE, "/opt/one");
        assertThat(seen(read())).isEqualTo("one [a.conf]");
        assertThat(seen(read())).isEqualTo("one [a.conf]");
        assertThat(readings).isEqualTo(1);

        relink("../../opt/two");
        assertThat(seen(read())).isEqualTo("two [a.conf]");
        nextTick();
        tree.file("/opt/two", "2");
        assertThat(seen(read())).isEqualTo("2 [a.conf]");
        relink("../../../secret");
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
    }

    @Test
    void theRootItselfMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), tree.directory());
        host = new HostRoot(link, KeptEvidenceTest::later);
        kept = new KeptEvidence<>(host);
        assertThat(seen(read())).isEqualTo("one [a.conf]");
        assertThat(seen(read())).isEqualTo("one [a.conf]");
        assertThat(readings).isEqualTo(1);

        new TemporaryHost(directory.resolve("another")).file(FILE, "two");
        Files.delete(link);
        Files.createSymbolicLink(link, directory.resolve("another"));
        assertThat(seen(read())).isEqualTo("two []");
    }

    /** The same time stamp could hide another change. */
    @Test
    void whatWasJustWrittenIsNotKept() {
        use(System::currentTimeMillis);
        read();
        read();
        assertThat(readings).isEqualTo(2);
    }

    /** Only the time of the change cannot be set: here it is young, while the other one is old, or still to come. */
    @Test
    void bothTimesMustBeOld() throws IOException {
        use(System::currentTimeMillis);
        Files.setLastModifiedTime(tree.path(FILE), FileTime.fromMillis(1_600_000_000_000L));
        read();
        read();
        assertThat(readings).isEqualTo(2);

        use(KeptEvidenceTest::later);
        Files.setLastModifiedTime(tree.path(FILE), FileTime.fromMillis(later() + 60_000));
        read();
        read();
        assertThat(readings).isEqualTo(4);
    }

    /** Of a long pass its beginning counts: what was looked at then was perhaps still young. */
    @Test
    void whatIsLookedAtLateInAPassIsNoOlder() {
        long[] now = {System.currentTimeMillis()};
        use(() -> now[0]);
        for (int i = 1; i <= 2; i++) {
            host.beginPass();
            now[0] += 1_000;
            kept.read("", this::readFiles);
            host.endPass();
            assertThat(readings).isEqualTo(i);
        }
    }

    @Test
    void whatFailedIsNotKept() throws IOException {
        Files.delete(tree.path(FILE));
        tree.link(FILE, FILE);
        assertThat(reason(read())).isEqualTo(Reason.FAILED);
        assertThat(reason(read())).isEqualTo(Reason.FAILED);
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void aChangeWhileItIsReadIsSeenTheNextTime() throws IOException {
        host.beginPass();
        kept.read("", () -> {
            Observed<String> before = readFiles();
            nextTick();
            write("two");
            return before;
        });
        host.endPass();
        assertThat(seen(read())).isEqualTo("two [a.conf]");
    }

    @Test
    void anotherBasisIsReadAgain() {
        read();
        host.beginPass();
        kept.read("another", this::readFiles);
        host.endPass();
        assertThat(readings).isEqualTo(2);
        read();
        assertThat(readings).isEqualTo(3);
    }

    @Test
    void moreFilesThanAreRememberedAreReadAgain() throws IOException {
        for (int i = 0; i < 1_001; i++) {
            tree.file("/opt/many/" + i, "");
        }
        for (int i = 1; i <= 2; i++) {
            host.beginPass();
            kept.read("", () -> {
                seen(host.list("/opt/many", 2_000)).forEach(name -> host.kind("/opt/many/" + name));
                return readFiles();
            });
            host.endPass();
            assertThat(readings).isEqualTo(i);
        }
    }

    @Test
    void outsideOfAPassNothingIsKept() {
        kept.read("", this::readFiles);
        kept.read("", this::readFiles);
        assertThat(readings).isEqualTo(2);
    }

    /** In an hour all that a test writes is old. */
    private static long later() {
        return System.currentTimeMillis() + 3_600_000;
    }

    private void use(LongSupplier clock) {
        host = new HostRoot(tree.directory(), clock);
        kept = new KeptEvidence<>(host);
    }

    private Observed<String> read() {
        host.beginPass();
        try {
            return kept.read("", this::readFiles);
        } finally {
            host.endPass();
        }
    }

    private Observed<String> readFiles() {
        readings++;
        List<String> names = host.list("/etc/app/app.d", 10).orNull();
        return host.read(FILE, 100)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8) + ' ' + (names == null ? List.of() : names));
    }

    private void relink(String target) throws IOException {
        nextTick();
        Files.delete(tree.path(FILE));
        tree.link(FILE, target);
    }

    private void write(String text) {
        try {
            tree.file(FILE, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void nextTick() {
        TemporaryHost.nextTick(directory.resolve("clock"));
    }
}
