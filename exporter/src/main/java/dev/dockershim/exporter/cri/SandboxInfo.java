package dev.dockershim.exporter.cri;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is read from {@code info["info"]} of a verbose PodSandboxStatus: a JSON document of the runtime's own. containerd
 * has all of it (internal/cri/server/sandbox_status.go), CRI-O the image and the OCI spec (server/sandbox_status.go),
 * cri-dockerd no such document.
 */
record SandboxInfo(
        @Nullable String image,
        @Nullable String snapshotter,
        @Nullable String snapshotKey,
        @Nullable RuntimeSpec runtimeSpec) {

    record RuntimeSpec(@Nullable Linux linux, @Nullable Annotations annotations) {}

    record Linux(@Nullable String cgroupsPath) {}

    /** Where containerd 2 writes the pause image's name, which its status may lack. */
    record Annotations(
            @JsonProperty("io.kubernetes.cri.podsandbox.image-name") @Nullable
            String imageName) {}

    private static final SandboxInfo NOTHING = new SandboxInfo(null, null, null, null);

    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(SandboxInfo.class);

    /** The details in the document; those that it does not tell are null, and all are if it is none. */
    static SandboxDetails details(@Nullable String json) {
        SandboxInfo info = read(json);
        RuntimeSpec spec = info.runtimeSpec == null ? new RuntimeSpec(null, null) : info.runtimeSpec;
        String annotated = spec.annotations == null ? null : spec.annotations.imageName;
        String image = KeptText.imageName(info.image);
        return new SandboxDetails(
                spec.linux == null ? null : KeptText.cgroup(spec.linux.cgroupsPath),
                image == null ? KeptText.imageName(annotated) : image,
                KeptText.of(info.snapshotter),
                KeptText.of(info.snapshotKey));
    }

    private static SandboxInfo read(@Nullable String json) {
        if (json == null) {
            return NOTHING;
        }
        try {
            SandboxInfo info = READER.readValue(json);
            return info == null ? NOTHING : info;
        } catch (JacksonException e) {
            return NOTHING;
        }
    }
}
