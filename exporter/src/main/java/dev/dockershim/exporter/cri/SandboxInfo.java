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

    /** Of characters: longer than any path (PATH_MAX); what is kept of a sandbox must not be as long as an answer. */
    private static final int MAX_LENGTH = 4096;

    private static final SandboxInfo NOTHING = new SandboxInfo(null, null, null, null);

    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(SandboxInfo.class);

    /** The details in the document; those that it does not tell are null, and all are if it is none. */
    static SandboxDetails details(@Nullable String json) {
        SandboxInfo info = read(json);
        RuntimeSpec spec = info.runtimeSpec == null ? new RuntimeSpec(null, null) : info.runtimeSpec;
        String cgroup = spec.linux == null ? null : told(spec.linux.cgroupsPath);
        String annotated = spec.annotations == null ? null : spec.annotations.imageName;
        String image = name(info.image);
        return new SandboxDetails(
                cgroup == null ? null : CgroupPath.expand(cgroup),
                image == null ? name(annotated) : image,
                told(info.snapshotter),
                told(info.snapshotKey));
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

    /** An image that was removed, or imported without a name, has only its id there. */
    private static @Nullable String name(@Nullable String image) {
        String told = told(image);
        return told == null || ImageId.of(told) != null ? null : told;
    }

    private static @Nullable String told(@Nullable String text) {
        return text == null || text.isEmpty() || text.length() > MAX_LENGTH ? null : text;
    }
}
