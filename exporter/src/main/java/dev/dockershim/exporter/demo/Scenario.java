package dev.dockershim.exporter.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What sets a demo node apart from what was recorded: file {@code scenario.json} in its directory.
 *
 * @param base the recording whose files it has where it has none of its own; null for a recording
 * @param host its host's files, a name in {@code /demo/hosts}; null if the agent is given none
 * @param cri whether the agent reaches the runtime; null is yes
 * @param refused paths that the kubelet refuses for want of a permission
 */
record Scenario(
        @Nullable String base,
        @Nullable String host,
        @Nullable Boolean cri,
        @Nullable List<String> refused) {

    /** Nothing is set apart. */
    static final Scenario NONE = new Scenario(null, null, null, null);

    static Scenario parse(byte[] json) {
        return JsonMapper.shared().readValue(json, Scenario.class);
    }

    boolean hasCri() {
        return cri == null || cri;
    }

    boolean refuses(String path) {
        return refused != null && refused.contains(path);
    }
}
