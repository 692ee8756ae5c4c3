package dev.dockershim.exporter.cri;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways runtimes write an image's id, which is the digest of its configuration. */
final class ImageId {

    private static final Pattern ID =
            Pattern.compile("(?:docker://)?((?:sha256:)?[0-9a-f]{64})", Pattern.CASE_INSENSITIVE);

    private ImageId() {}

    /**
     * The id in a reference of a container to its image: {@code sha256:<hex>} on containerd, the bare hex on CRI-O,
     * {@code docker://sha256:<hex>} on cri-dockerd, whose prefix is dropped.
     *
     * @return null if the reference is a name or a name's digest
     */
    static @Nullable String of(String reference) {
        Matcher matcher = ID.matcher(reference);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
