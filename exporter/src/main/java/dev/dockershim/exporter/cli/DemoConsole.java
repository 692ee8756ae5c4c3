package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.DemoTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says what a demo serves, line by line. */
final class DemoConsole {

    private final PrintWriter out;
    private final boolean once;

    /**
     * Writes to {@code out}.
     *
     * @param once whether each target is scraped once, to say how many samples it serves
     */
    DemoConsole(PrintWriter out, boolean once) {
        this.out = out;
        this.once = once;
    }

    /** A line of text. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Where a target is, and what. */
    void show(DemoTarget target, String what) throws IOException {
        say(String.format("%-28s  %s%s", target.url(), what, once ? ": " + samples(target) + " samples" : ""));
    }

    /** Where a target will be. */
    void announce(DemoTarget target, String what) {
        say(String.format("%-28s  %s", target.url(), what));
    }

    /** How many samples one scrape yields: of the thirteen, or of a watcher's of readiness. */
    private static long samples(DemoTarget target) throws IOException {
        URLConnection scrape = target.url().resolve("/metrics").toURL().openConnection();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(scrape.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> samples =
                    lines.lines().filter(line -> !line.startsWith("#")).toList();
            long thirteen = samples.stream()
                    .filter(line -> line.startsWith("container_fs_"))
                    .count();
            return thirteen > 0
                    ? thirteen
                    : samples.stream()
                            .filter(line -> line.startsWith("dockershim_"))
                            .count();
        }
    }
}
