package dev.dockershim.exporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a program for its {@code --version}. It may be any program that a user has named: what it prints is read up to a
 * bound, and it is killed if it takes too long.
 */
final class PrometheusVersion {

    /** The oldest that has what our rules and the demo's configuration need. */
    static final String LEAST = "2.40";

    private static final int LEAST_MAJOR = 2;
    private static final int LEAST_MINOR = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 4096;
    private static final int QUOTED_CHARACTERS = 80;

    /** One that was built without the flags of its release leaves the number out. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^prometheus, version (?:v?((\\d{1,4})\\.(\\d{1,4})\\S*))?");

    private PrometheusVersion() {}

    /**
     * Sees that it is a Prometheus that is new enough, as far as it says.
     *
     * @throws IllegalArgumentException with one line for the user
     */
    static void check(Path program) throws InterruptedException {
        check(program, PATIENCE);
    }

    /** As above, with another time to answer in. */
    static void check(Path program, Duration patience) throws InterruptedException {
        String answer = answer(program, patience);
        Matcher line = LINE.matcher(answer);
        if (!line.find()) {
            throw refused(program, "is no Prometheus: asked for --version, it says " + quoted(answer));
        }
        String version = line.group(1);
        if (version != null && isTooOld(Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)))) {
            throw refused(program, "is Prometheus " + version + ", and " + LEAST + " or newer is needed");
        }
    }

    private static boolean isTooOld(int major, int minor) {
        return major < LEAST_MAJOR || (major == LEAST_MAJOR && minor < LEAST_MINOR);
    }

    private static String answer(Path program, Duration patience) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .start();
        } catch (IOException e) {
            throw refused(program, "cannot be run (" + e.getMessage() + ")");
        }
        FutureTask<byte[]> read =
                new FutureTask<>(() -> process.getInputStream().readNBytes(MOST_BYTES));
        Thread reader = new Thread(read, "version of " + program.getFileName());
        reader.setDaemon(true);
        reader.start();
        try {
            return new String(read.get(patience.toMillis(), TimeUnit.MILLISECONDS), UTF_8);
        } catch (TimeoutException e) {
            throw refused(program, "has not answered --version within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw refused(program, "does not answer --version (" + e.getCause() + ")");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The first line that is not blank, so that it fits into one of ours. */
    private static String quoted(String answer) {
        return answer.lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> "\"" + line.substring(0, Math.min(line.length(), QUOTED_CHARACTERS)) + "\"")
                .orElse("nothing");
    }

    private static IllegalArgumentException refused(Path program, String why) {
        return new IllegalArgumentException("--prometheus.path: " + program + " " + why);
    }
}
