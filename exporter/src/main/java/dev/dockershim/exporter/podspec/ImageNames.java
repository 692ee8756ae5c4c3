package dev.dockershim.exporter.podspec;

import org.jspecify.annotations.Nullable;

/** Names of images as they stand in a pod: {@code registry:5000/repository:tag@digest}. */
public final class ImageNames {

    /** The longest name of a repository with its registry (distribution reference, NameTotalLengthMax). */
    private static final int LONGEST = 255;

    private ImageNames() {}

    /** The registry and repository, without tag and digest. */
    public static String bare(@Nullable String image) {
        String name = BoundedText.of(image, Integer.MAX_VALUE);
        int digest = name.indexOf('@');
        if (digest >= 0) {
            name = name.substring(0, digest);
        }
        int tag = tagAt(name);
        return BoundedText.of(tag < 0 ? name : name.substring(0, tag), LONGEST);
    }

    /** Whether it is Docker's own image with the daemon in it: {@code docker:dind}, {@code docker:24-dind-rootless}. */
    static boolean isDockerInDocker(@Nullable String image) {
        if (image == null) {
            return false;
        }
        String last = bare(image).replaceFirst(".*/", "");
        return last.endsWith("dind") || (last.equals("docker") && image.contains("dind"));
    }

    /** A colon after the last slash begins a tag; one before it a registry's port. */
    private static int tagAt(String name) {
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? colon : -1;
    }
}
