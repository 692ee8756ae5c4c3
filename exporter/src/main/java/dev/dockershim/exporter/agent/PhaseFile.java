package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.PhaseTracker.Start;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps when the node's phase began, so that a restart of the agent does not forget it: one line, such as
 * {@code draining 2026-03-01T10:00:00Z}. What is in it is believed only if the phase is still the same.
 */
final class PhaseFile {

    private static final Logger LOG = LoggerFactory.getLogger(PhaseFile.class);
    private static final int MAX_BYTES = 128;

    private final Path file;
    private @Nullable Start written;
    private boolean failed;

    PhaseFile(Path file) {
        this.file = file;
    }

    /** What was kept; null if nothing was, or it cannot be understood. */
    @Nullable
    Start read() {
        try (InputStream in = Files.newInputStream(file)) {
            written = parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII));
            if (written == null) {
                LOG.warn("--readiness.state-file: what is in it is no phase and time, and is not used");
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no phase was kept", e);
        } catch (IOException e) {
            LOG.warn("--readiness.state-file: it cannot be read, and is not used");
        }
        return written;
    }

    private static @Nullable Start parse(String line) {
        String[] words = line.strip().split(" ", -1);
        for (Phase phase : Phase.values()) {
            if (words.length == 2 && phase.label().equals(words[0])) {
                try {
                    return new Start(phase, Instant.parse(words[1]));
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Keeps the beginning of the phase; nothing if it is not known. */
    void keep(Phase phase, @Nullable Instant since) {
        if (since == null) {
            return;
        }
        Start start = new Start(phase, since);
        if (start.equals(written)) {
            return;
        }
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, phase.label() + " " + since + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            written = start;
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("--readiness.state-file: it cannot be written; a restart will forget when the phase began");
            }
            failed = true;
        }
    }
}
