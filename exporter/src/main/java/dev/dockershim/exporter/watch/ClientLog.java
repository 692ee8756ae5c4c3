package dev.dockershim.exporter.watch;

import java.util.logging.Filter;
import java.util.logging.Logger;

/**
 * Keeps the client library's own lines out of the log: they have stack traces, and quote answers and what a credential
 * plug-in printed. Whoever uses it says what failed. By a filter, since a level is lost when the logging configuration is
 * read again.
 */
final class ClientLog {

    /** Held here, for java.util.logging itself holds loggers weakly; a filter works on its own logger only. */
    private static final Logger[] LOGGERS = {
        Logger.getLogger("io.fabric8.kubernetes.client.Config"),
        Logger.getLogger("io.fabric8.kubernetes.client.internal.KubeConfigUtils"),
        Logger.getLogger("io.fabric8.kubernetes.client.internal.CertUtils"),
        Logger.getLogger("io.fabric8.kubernetes.client.internal.SSLUtils"),
        Logger.getLogger("io.fabric8.kubernetes.client.http.StandardHttpClient"),
        Logger.getLogger("io.fabric8.kubernetes.client.utils.HttpClientUtils"),
        Logger.getLogger("io.fabric8.kubernetes.client.utils.OpenIDConnectionUtils"),
        Logger.getLogger("io.fabric8.kubernetes.client.utils.Utils"),
    };

    private static final Filter NOTHING = entry -> false;

    private ClientLog() {}

    /** From now on. */
    static void silence() {
        for (Logger logger : LOGGERS) {
            logger.setFilter(NOTHING);
        }
    }
}
