package dev.dockershim.exporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that ends with this process, whichever way this one ends: a shell between the two ends it when its standard
 * input closes, and then removes the program's directory.
 */
final class GuardedProcess implements AutoCloseable {

    private static final int KEPT_LINES = 20;
    private static final int KEPT_CHARACTERS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process shell;
    private final Duration patience;
    private final Deque<String> output = new ArrayDeque<>();
    private final Thread reader;

    private GuardedProcess(Process shell, Duration patience) {
        this.shell = shell;
        this.patience = patience;
        reader = new Thread(this::read, "output of " + shell.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program.
     *
     * @param directory what goes with it when it has ended
     */
    static GuardedProcess start(List<String> command, Path directory) throws IOException {
        return start(command, directory, PATIENCE);
    }

    /** As above, with another time to end in before it is killed. */
    static GuardedProcess start(List<String> command, Path directory, Duration patience) throws IOException {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", script(), "guard", directory.toString()));
        guarded.addAll(command);
        return new GuardedProcess(
                new ProcessBuilder(guarded).redirectErrorStream(true).start(), patience);
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Its exit code as a shell tells it, once it has ended. */
    int exitCode() {
        return shell.exitValue();
    }

    /** The last lines that it printed, to both streams; all of them once it has ended. */
    List<String> lastLines() {
        if (!shell.isAlive()) {
            try {
                reader.join(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    /** Ends it by SIGTERM, and by SIGKILL if that takes more than ten seconds. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> processes = shell.descendants().toList();
        shell.getOutputStream().close();
        if (!hasEnded()) {
            processes.forEach(ProcessHandle::destroyForcibly);
            if (!hasEnded()) {
                shell.destroyForcibly();
            }
        }
    }

    private boolean hasEnded() {
        try {
            return shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.addLast(line.substring(0, Math.min(line.length(), KEPT_CHARACTERS)));
                    if (output.size() > KEPT_LINES) {
                        output.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            // It has gone; what it printed until then is kept.
        }
    }

    private static String script() throws IOException {
        try (InputStream in = GuardedProcess.class.getResourceAsStream("/demo/prometheus/guard.sh")) {
            if (in == null) {
                throw new IOException("guard.sh is not in the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
