package dev.dockershim.exporter.cri;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;

/**
 * Keeps one line out of the log: grpc-netty sets SO_KEEPALIVE on each socket, and netty warns on each connect that Unix
 * sockets do not know it. By filters, since a level is lost when the logging configuration is read again.
 */
public final class NettyWarnings {

    /** Held here, for java.util.logging itself holds loggers weakly. */
    private static final List<Logger> BOOTSTRAPS = List.of(
            Logger.getLogger("io.netty.bootstrap.Bootstrap"), Logger.getLogger("io.netty.bootstrap.ServerBootstrap"));

    private static final Filter ALL_BUT_UNKNOWN_OPTIONS =
            entry -> entry.getMessage() == null || !entry.getMessage().startsWith("Unknown channel option");

    private NettyWarnings() {}

    /** From now on; for clients and servers of Unix sockets. */
    public static void silence() {
        BOOTSTRAPS.forEach(logger -> logger.setFilter(ALL_BUT_UNKNOWN_OPTIONS));
    }
}
