package dev.dockershim.exporter.watch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what fails, each thing once until it works again. What makes everything fail alike is said once for the API server,
 * and not for each resource.
 */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private static final String SERVER = "apiserver";

    /** By what it was said of, what was said. */
    private final Map<String, Set<String>> said = new HashMap<>();

    /** Sources that fail because the API server as a whole does. */
    private final Set<String> cutOff = new HashSet<>();

    /**
     * A source failed.
     *
     * @param line what that comes to, the same as long as it does
     */
    synchronized void failed(String source, String line) {
        if (cutOff.remove(source) && cutOff.isEmpty()) {
            said.remove(SERVER);
        }
        say(source, line);
    }

    /** A source failed as all of the API server must. */
    synchronized void failedWithServer(String source, String line) {
        cutOff.add(source);
        say(SERVER, line);
    }

    /** A source works. */
    synchronized void works(String source) {
        if (said.remove(source) != null) {
            LOG.info("{}: works again", source);
        }
        if (cutOff.remove(source) && cutOff.isEmpty()) {
            said.remove(SERVER);
            LOG.info("{}: works again", SERVER);
        }
    }

    private void say(String about, String line) {
        if (said.computeIfAbsent(about, nothing -> new HashSet<>()).add(line)) {
            LOG.warn("{}: {}", about, line);
        }
    }
}
