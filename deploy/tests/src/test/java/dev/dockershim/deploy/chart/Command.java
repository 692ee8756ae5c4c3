package dev.dockershim.deploy.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end. */
final class Command {

    private static final long LONGEST_MINUTES = 15;

    /**
     * What came of it.
     *
     * @param exitCode 0 if all is well
     * @param output what it wrote to its standard output
     * @param errors what it wrote to its standard error
     */
    record Result(int exitCode, String output, String errors) {

        /** Its output. Anything but success ends the test. */
        String orFail() {
            if (exitCode != 0) {
                throw new AssertionError("ended with " + exitCode + ": " + errors + output);
            }
            return output;
        }
    }

    private Command() {}

    /**
     * Runs a program.
     *
     * @param directory where it runs
     * @param environment variables beside those of this process
     * @param input its standard input
     */
    static Result run(Path directory, Map<String, String> environment, String input, List<String> command) {
        try {
            Path in = Files.createTempFile("in", ".txt");
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            try {
                Files.writeString(in, input);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError(command.get(0) + " did not end");
                }
                return new Result(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command.get(0) + " was interrupted", e);
        }
    }
}
