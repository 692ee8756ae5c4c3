package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.host.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a report goes.
 *
 * @param out standard output; texts are UTF-8, whatever the locale
 * @param err standard error
 * @param outIsTerminal whether people read standard output as it is written
 * @param errIsTerminal whether they read standard error
 * @param columns characters of a line of the terminal; 0 if it does not tell
 * @param environment of the process
 */
record ReportConsole(
        OutputStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns,
        Map<String, String> environment) {

    /** Where a terminal does not tell its width. */
    private static final int USUAL_COLUMNS = 100;

    private static final int OUT = 1;
    private static final int ERR = 2;

    /** Copies the map. */
    ReportConsole {
        environment = Map.copyOf(environment);
    }

    static ReportConsole ofProcess() {
        boolean terminal = Terminal.is(OUT);
        return new ReportConsole(
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                terminal,
                Terminal.is(ERR),
                terminal ? Terminal.columns(OUT) : 0,
                System.getenv());
    }

    /** Characters of a line; 0 where lines may be as long as they like: nothing is broken in a pipe. */
    int width() {
        if (!outIsTerminal) {
            return 0;
        }
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    /** Whether to colour: on a terminal that can, unless NO_COLOR is set (no-color.org). */
    boolean colours() {
        return outIsTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
