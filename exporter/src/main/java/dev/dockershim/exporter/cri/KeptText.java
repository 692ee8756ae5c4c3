package dev.dockershim.exporter.cri;

import org.jspecify.annotations.Nullable;

/** A text of the runtime's that is kept as long as a container or sandbox lives. */
final class KeptText {

    /** Of characters: longer than any path (PATH_MAX); what is kept must not be as long as an answer. */
    static final int MAX_LENGTH = 4096;

    private KeptText() {}

    /** The text; null if there is none, or it is longer than {@link #MAX_LENGTH}. */
    static @Nullable String of(@Nullable String text) {
        return text == null || text.isEmpty() || text.length() > MAX_LENGTH ? null : text;
    }

    /** An image's name; null if it is an id, as of an image that was removed or imported without one. */
    static @Nullable String imageName(@Nullable String image) {
        String kept = of(image);
        return kept == null || ImageId.of(kept) != null ? null : kept;
    }

    /** A cgroup as the kubelet prints it, from what the runtime handed on; null if {@link CgroupPath} knows none. */
    static @Nullable String cgroup(@Nullable String cgroupsPath) {
        String kept = of(cgroupsPath); // first, since a slice of many dashes grows by expanding
        return kept == null ? null : of(CgroupPath.expand(kept));
    }
}
