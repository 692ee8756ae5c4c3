package dev.dockershim.exporter.real;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What {@code du} says of a directory with all that is in it.
 *
 * @param bytes bytes of the blocks in use ({@code st_blocks})
 * @param inodes inodes, each once however many names it has
 */
record MeasuredTree(long bytes, long inodes) {

    private static final Pattern TAB = Pattern.compile("\t");

    static MeasuredTree of(Path directory) {
        return new MeasuredTree(du("--block-size=1", directory), du("--inodes", directory));
    }

    private static long du(String option, Path directory) {
        String line = ExternalProcess.run(Requirements.command("du", "--summarize", option, directory.toString()));
        return Long.parseLong(TAB.split(line, 2)[0]);
    }
}
