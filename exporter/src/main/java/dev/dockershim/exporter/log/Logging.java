package dev.dockershim.exporter.log;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets java.util.logging up, in which slf4j, Undertow, gRPC and Netty meet. */
public final class Logging {

    /** Libraries say little that helps an operator below this level. */
    private static final Level LIBRARIES = Level.WARNING;

    // Held here, since java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger OURS = Logger.getLogger("dev.dockershim");
    private static final Logger BOOTSTRAP = Logger.getLogger("io.netty.bootstrap");

    private Logging() {}

    /** Levels of the flag {@code --log.level}. */
    public enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        ERROR;

        private Level toJava() {
            return switch (this) {
                case DEBUG -> Level.FINE;
                case INFO -> Level.INFO;
                case WARN -> Level.WARNING;
                case ERROR -> Level.SEVERE;
            };
        }
    }

    /** Forms of the flag {@code --log.format}. */
    public enum LogFormat {
        LOGFMT,
        JSON
    }

    /** Logs to standard error from {@code level} on, in that form. */
    public static void configure(LogLevel level, LogFormat format) {
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(format == LogFormat.JSON ? new JsonFormatter() : new LogfmtFormatter());
        root.addHandler(handler);
        root.setLevel(LIBRARIES);
        OURS.setLevel(level.toJava());
        // grpc sets an option that Unix sockets do not have, and Netty warns of it at each connection.
        BOOTSTRAP.setLevel(Level.SEVERE);
    }
}
