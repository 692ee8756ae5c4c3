package dev.dockershim.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

    @TempDir
    private Path directory;

    private void write(String name, int bytes) throws IOException {
        Files.write(directory.resolve(name), new byte[bytes]);
    }

    @Test
    void countsTheCurrentFileAndThoseItWasRotatedTo() throws IOException {
        write("1.log", 10);
        write("1.log.20260102-150405", 200);
        write("1.log.20260102-140405.gz", 3000);
        write("0.log", 40_000);
        write("11.log", 500_000);

        assertThat(LogFiles.bytes(directory.resolve("1.log").toString())).hasValue(3210);
    }

    @Test
    void knowsNothingOfADirectoryThatIsNotHere() {
        assertThat(LogFiles.bytes(directory.resolve("gone/0.log").toString())).isEmpty();
        assertThat(LogFiles.bytes("relative/0.log")).isEmpty();
        assertThat(LogFiles.bytes("/")).isEmpty();
    }

    @Test
    void knowsNothingWhereNoFileIsOfThatContainer() throws IOException {
        write("0.log", 10);

        assertThat(LogFiles.bytes(directory.resolve("1.log").toString())).isEmpty();
    }

    @Test
    void doesNotFollowLinks() throws IOException {
        write("target", 1000);
        Files.createSymbolicLink(directory.resolve("0.log"), directory.resolve("target"));

        assertThat(LogFiles.bytes(directory.resolve("0.log").toString())).hasValue(0);
    }
}
