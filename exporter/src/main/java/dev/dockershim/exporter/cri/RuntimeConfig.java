package dev.dockershim.exporter.cri;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is read from {@code info["config"]} of a verbose Status: a JSON document of the runtime's own. cri-dockerd and
 * CRI-O (server/runtime_status.go) have the pause image in it, and so has containerd 1.x (pkg/cri/server/status.go);
 * containerd 2 moved it to another plugin's configuration, which nothing in the CRI tells.
 */
record RuntimeConfig(@Nullable String sandboxImage) {

    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(RuntimeConfig.class);

    /** The pause image's name as configured; null if the document does not tell it, or is none. */
    static @Nullable String pauseImage(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            RuntimeConfig config = READER.readValue(json);
            return config == null ? null : KeptText.imageName(config.sandboxImage);
        } catch (JacksonException e) {
            return null;
        }
    }
}
