package dev.dockershim.exporter.web;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the server's greetings out of the log: XNIO and JBoss Threads print their versions at every start. */
final class QuietServerLog {

    /** Held here: the JDK forgets the level of a logger that nobody refers to. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.xnio"), Logger.getLogger("io.undertow"), Logger.getLogger("org.jboss.threads"));

    private QuietServerLog() {}

    /** Shows warnings and worse only, where the logging configuration says nothing else. */
    static void install() {
        for (Logger logger : LOGGERS) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.WARNING);
            }
        }
    }
}
