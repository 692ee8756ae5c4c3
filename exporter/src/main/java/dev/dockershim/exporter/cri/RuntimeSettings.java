package dev.dockershim.exporter.cri;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is told of containerd's configuration in {@code info["config"]} of a verbose Status (containerd
 * internal/cri/server/status.go; pkg/cri/server/status.go in 1.x). Of another runtime's document nothing is told.
 *
 * @param systemdCgroup {@code SystemdCgroup} of the default runtime; null if not told
 * @param registryConfigPath whether {@code registry.config_path} is set; null in containerd 2, where another plugin has it
 * @param runtimeHandlers number of runtimes besides the default one
 * @param internalLoopback {@code use_internal_loopback}; null before containerd 2
 */
record RuntimeSettings(
        @Nullable Boolean systemdCgroup,
        @Nullable Boolean registryConfigPath,
        int runtimeHandlers,
        @Nullable Boolean internalLoopback) {

    private static final RuntimeSettings NOT_TOLD = new RuntimeSettings(null, null, 0, null);

    /** Recorded: 4 KiB. Longer ones, with a hundred runtimes or so, are not worth the memory. */
    private static final int MAX_CHARS = 1024 * 1024;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .maxTokenCount(100_000)
                            .build())
                    .build())
            .build()
            .readerFor(Document.class);

    /** Of that document; says nothing if it is none, or too long. */
    static RuntimeSettings parse(@Nullable String json) {
        if (json == null || json.length() > MAX_CHARS) {
            return NOT_TOLD;
        }
        try {
            Document document = READER.readValue(json);
            return document == null ? NOT_TOLD : document.settings();
        } catch (JacksonException e) {
            return NOT_TOLD; // its message may quote the document
        }
    }

    private record Document(
            @Nullable Containerd containerd,
            @Nullable Registry registry,
            @Nullable Cni cni) {

        private RuntimeSettings settings() {
            return new RuntimeSettings(
                    containerd == null ? null : containerd.systemdCgroup(),
                    registry == null ? null : registry.isConfigPathSet(),
                    containerd == null ? 0 : containerd.others(),
                    cni == null ? null : cni.useInternalLoopback);
        }
    }

    private record Registry(@Nullable String configPath) {

        private @Nullable Boolean isConfigPathSet() {
            return configPath == null ? null : !configPath.isBlank();
        }
    }

    private record Cni(@Nullable Boolean useInternalLoopback) {}

    private record Containerd(
            @Nullable String defaultRuntimeName, @Nullable Map<String, @Nullable Handler> runtimes) {

        private int others() {
            if (runtimes == null) {
                return 0;
            }
            return runtimes.size() - (runtimes.containsKey(defaultRuntimeName) ? 1 : 0);
        }

        private @Nullable Boolean systemdCgroup() {
            Handler runtime = runtimes == null ? null : runtimes.get(defaultRuntimeName);
            return runtime == null ? null : runtime.systemdCgroup();
        }
    }

    private record Handler(
            @Nullable String runtimeType, @Nullable Options options) {

        /** The shim of runc takes an option that is not set for false; other shims have options of their own. */
        private @Nullable Boolean systemdCgroup() {
            if (options != null && options.systemdCgroup != null) {
                return options.systemdCgroup;
            }
            boolean isRunc = runtimeType != null && runtimeType.startsWith("io.containerd.runc.");
            return isRunc ? false : null;
        }
    }

    private record Options(
            @JsonProperty("SystemdCgroup") @Nullable Boolean systemdCgroup) {}
}
