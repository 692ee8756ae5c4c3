package dev.dockershim.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.host.FileSystems.Inodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemsTest {

    private final FileSystems fileSystems = FileSystems.ofThisMachine();

    @TempDir
    private Path directory;

    /** What GNU stat says of the file system: total blocks times their size, inodes. */
    private long[] stat(String format) throws IOException, InterruptedException {
        Process stat = new ProcessBuilder("stat", "-f", "-c", format, directory.toString()).start();
        String[] numbers = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split(" ", -1);
        assertThat(stat.waitFor()).isZero();
        return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
    }

    @Test
    void capacityIsThatOfStatfs() throws Exception {
        long[] blocks = stat("%S %b");

        assertThat(fileSystems.capacityBytes(directory.toString())).isEqualTo(blocks[0] * blocks[1]);
        assertThat(fileSystems.capacityBytes(directory.resolve("gone").toString()))
                .isEqualTo(-1);
    }

    @Test
    void inodesAreThoseOfStatfs() throws Exception {
        long[] inodes = stat("%c %d");

        assertThat(fileSystems.inodes(directory.toString()))
                .isNotNull()
                .extracting(Inodes::total)
                .isEqualTo(inodes[0]);
        assertThat(fileSystems.inodes(directory.toString()))
                .isNotNull()
                .satisfies(now ->
                        assertThat((double) now.free()).isCloseTo((double) inodes[1], Percentage.withPercentage(5)));
        assertThat(fileSystems.inodes(directory.resolve("gone").toString())).isNull();
    }
}
