package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the tests until it is closed, with the last part of what it printed. */
final class ExternalProcess implements AutoCloseable {

    private static final int KEPT = 256 * 1024;

    private final Process process;
    private final StringBuilder output = new StringBuilder();
    private final Thread reader;
    private final Thread onExit;

    private ExternalProcess(Process process) {
        this.process = process;
        reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
        onExit = new Thread(process::destroyForcibly);
        try {
            Runtime.getRuntime().addShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Started by a hook, to clean up; it waits for the end itself.
        }
    }

    /** Starts a program with this environment added to the tests' own; what it prints to both streams is kept. */
    static ExternalProcess start(List<String> command, Map<String, String> environment) {
        return start(new ProcessBuilder(command).redirectErrorStream(true), environment);
    }

    /** As above; the error stream goes to a file, and only the output stream is kept. */
    static ExternalProcess start(List<String> command, Map<String, String> environment, Path errors) {
        return start(new ProcessBuilder(command).redirectError(errors.toFile()), environment);
    }

    private static ExternalProcess start(ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().putAll(environment);
        try {
            ExternalProcess started = new ExternalProcess(builder.start());
            started.process.getOutputStream().close();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end, for at most a minute, and returns what it printed. A failure is an error. */
    static String run(List<String> command) {
        try (ExternalProcess started = start(command, Map.of())) {
            if (started.exitCode() != 0) {
                throw new IllegalStateException(command + " failed: " + started.output());
            }
            return started.output();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the program's end, for at most a minute. All its output has been read then. */
    int exitCode() {
        return exitCode(Duration.ofMinutes(1));
    }

    /** Waits for the program's end, for at most so long. All its output has been read then. */
    int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still running after " + limit + ": " + output());
            }
            reader.join(TimeUnit.SECONDS.toMillis(10));
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The last 256 KiB or so that the program printed until now. */
    String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /** Sends SIGTERM, and SIGKILL where that does not end the program within ten seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The hook is running already, which is as good.
        }
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (output) {
                    output.append(new String(buffer, 0, n, UTF_8));
                    if (output.length() > 2 * KEPT) {
                        output.delete(0, output.length() - KEPT);
                    }
                }
            }
        } catch (IOException e) {
            // The program has gone; what it printed until then is kept.
        }
    }
}
