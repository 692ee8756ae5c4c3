package dev.dockershim.exporter.webconfig;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of {@code --web.config.file} that is in use. It is read anew as soon as it, or a file that it names, looks
 * different: who asks for the configuration at each connection and request needs no restart. A file that cannot be used
 * any more changes nothing; the log says so, and {@link #state}.
 */
public final class WebConfigFile {

    private static final Logger LOG = LoggerFactory.getLogger(WebConfigFile.class);
    private static final String FLAG = "--web.config.file";

    private final Path file;
    private final Clock clock;
    private volatile WebConfig config;
    private volatile WebConfigState state;
    private Set<Path> files;
    private FileStates seen;
    private @Nullable String problem;
    private List<String> warned = List.of();

    private WebConfigFile(Path file, Clock clock) throws WebConfigException {
        this.file = file;
        this.clock = clock;
        this.files = Set.of(file);
        WebConfigReader reader = new WebConfigReader(file);
        Instant now = clock.instant();
        config = reader.read();
        files = with(reader.files());
        // Looked at after they were read: the next look reads them again.
        seen = new FileStates(FileStates.of(files, clock).states(), false);
        state = new WebConfigState(true, now, end(config));
        warn(reader.warnings());
    }

    /**
     * Reads a file for the first time.
     *
     * @throws IllegalArgumentException with one line that names flag, file and key if it cannot be used
     */
    public static WebConfigFile open(String file) {
        return open(file, Clock.systemUTC());
    }

    static WebConfigFile open(String file, Clock clock) {
        try {
            return new WebConfigFile(Path.of(file), clock);
        } catch (WebConfigException | InvalidPathException e) {
            throw new IllegalArgumentException(FLAG + ": " + file + ": " + e.getMessage(), e);
        }
    }

    /** What it says now. Costs a look at a few files; may be called by all threads. */
    public WebConfig current() {
        look();
        return config;
    }

    /** How it does, without a look. */
    public WebConfigState state() {
        return state;
    }

    private synchronized void look() {
        FileStates now = FileStates.of(files, clock);
        if (now.states().equals(seen.states()) && seen.settled()) {
            return;
        }
        // Looked at before they are read: a write in between shows at the next look.
        seen = now;
        WebConfigReader reader = new WebConfigReader(file);
        try {
            WebConfig read = reader.read();
            if ((read.tls() == null) != (config.tls() == null)) {
                throw new WebConfigException("tls_server_config", "TLS cannot be turned on or off without a restart");
            }
            use(read);
            warn(reader.warnings());
        } catch (WebConfigException e) {
            keep(String.valueOf(e.getMessage()));
        }
        Set<Path> read = with(reader.files());
        if (!read.equals(files)) {
            files = read;
            seen = new FileStates(FileStates.of(files, clock).states(), false);
        }
    }

    private void use(WebConfig read) {
        if (problem != null) {
            LOG.info("{} {} can be used again", FLAG, file);
            problem = null;
        }
        config = read;
        state = new WebConfigState(true, clock.instant(), end(read));
    }

    private void keep(String reason) {
        if (!reason.equals(problem)) {
            LOG.error("{}: {}: {}; what it said before still holds", FLAG, file, reason);
            problem = reason;
        }
        state = new WebConfigState(false, state.loaded(), state.certificateEnd());
    }

    private void warn(List<String> warnings) {
        if (!warnings.equals(warned)) {
            warned = List.copyOf(warnings);
            for (String warning : warnings) {
                LOG.warn("{}: {}: {}", FLAG, file, warning);
            }
        }
    }

    private Set<Path> with(Set<Path> named) {
        Set<Path> all = new LinkedHashSet<>();
        all.add(file);
        all.addAll(named);
        return all;
    }

    private static @Nullable Instant end(WebConfig config) {
        return config.tls() == null ? null : config.tls().notAfter();
    }
}
