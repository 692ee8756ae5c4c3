package dev.dockershim.exporter.web;

import dev.dockershim.exporter.webconfig.WebConfigFile;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask a server, how, and whether that is written down.
 *
 * @param config the file of {@code --web.config.file}; null for plain HTTP that is open to everybody
 * @param log whether each request has a line in the log
 */
public record WebAccess(@Nullable WebConfigFile config, boolean log) {

    /** Plain HTTP, open to everybody, without a log. */
    public static final WebAccess OPEN = new WebAccess(null, false);
}
