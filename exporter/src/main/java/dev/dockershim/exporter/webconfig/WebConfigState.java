package dev.dockershim.exporter.webconfig;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the file of {@code --web.config.file} does.
 *
 * @param usable whether it could be used when it was last read; if not, what it said before still holds
 * @param loaded when it was last read and could be used
 * @param certificateEnd when the server's certificate ends; null without TLS
 */
public record WebConfigState(
        boolean usable, Instant loaded, @Nullable Instant certificateEnd) {}
