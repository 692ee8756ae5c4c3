package dev.dockershim.exporter.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The file system that holds a directory and the disk below it, as {@code stat -f}, {@code /proc/self/mountinfo} and
 * {@code /proc/diskstats} show them at one moment.
 *
 * @param device what the file system is mounted from
 * @param bytes size of the file system
 * @param inodes inodes of the file system
 * @param inodesFree free ones
 * @param fields the disk's line of {@code /proc/diskstats}: major, minor and name, then the fields of the kernel's
 *     Documentation/admin-guide/iostats.rst, of which the first is at 3
 */
record MeasuredDisk(String device, long bytes, long inodes, long inodesFree, List<String> fields) {

    private static final Pattern SPACES = Pattern.compile(" +");

    static MeasuredDisk of(Path directory) {
        List<String> mount = lines("/proc/self/mountinfo").stream()
                .filter(fields -> directory.startsWith(fields.get(4)))
                .max(Comparator.comparing(fields -> fields.get(4).length()))
                .orElseThrow();
        String numbers = mount.get(2);
        String[] stat = ExternalProcess.run(
                        Requirements.command("stat", "--file-system", "--format=%S %b %c %d", directory.toString()))
                .strip()
                .split(" ", -1);
        return new MeasuredDisk(
                mount.get(mount.size() - 2),
                Long.parseLong(stat[0]) * Long.parseLong(stat[1]),
                Long.parseLong(stat[2]),
                Long.parseLong(stat[3]),
                lines("/proc/diskstats").stream()
                        .filter(fields -> (fields.get(0) + ":" + fields.get(1)).equals(numbers))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                "this test needs " + directory + " on a disk of its own number, not " + mount)));
    }

    /** The n-th field of iostats.rst, from 1. */
    long field(int n) {
        return Long.parseLong(fields.get(2 + n));
    }

    private static List<List<String>> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .map(line -> List.of(SPACES.split(line.strip())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
