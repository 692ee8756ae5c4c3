package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.v1.Image;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of a node's images, as cAdvisor prints them in {@code image} on containerd: the first of an image's names
 * in containerd's order (containerd {@code internal/cri/store/image}, distribution/reference {@code Sort}).
 *
 * <p>Runtimes name a container's image in many ways: {@code sha256:...} (containerd), the bare hex id (CRI-O),
 * {@code docker://sha256:...} (cri-dockerd), a digest or a tag. Any of them finds the image.
 */
final class ImageNames {

    /** The most telling first: tag and digest, tag, digest, neither; equals by character. */
    private static final Comparator<String> ORDER =
            Comparator.comparingInt(ImageNames::rank).thenComparing(Comparator.naturalOrder());

    private final Map<String, String> byReference;

    private ImageNames(Map<String, String> byReference) {
        this.byReference = byReference;
    }

    /** No image known. */
    static ImageNames none() {
        return new ImageNames(Map.of());
    }

    /** The names in an answer of ListImages; images without any name are left out. */
    static ImageNames of(Collection<Image> images) {
        Map<String, String> byReference = new HashMap<>();
        for (Image image : images) {
            List<String> names = Stream.concat(image.getRepoTagsList().stream(), image.getRepoDigestsList().stream())
                    .filter(name -> !name.isEmpty() && !name.contains("<none>")) // Docker's untagged images
                    .sorted(ORDER)
                    .toList();
            if (names.isEmpty()) {
                continue;
            }
            if (!image.getId().isEmpty()) {
                byReference.put(key(image.getId()), names.get(0));
            }
            names.forEach(name -> byReference.putIfAbsent(name, names.get(0)));
        }
        return new ImageNames(byReference);
    }

    /**
     * The name of the image that the first known reference points to.
     *
     * @param references ids, digests or tags, the surest first
     * @return null if none is known, or the image has no name
     */
    @Nullable
    String find(Collection<String> references) {
        for (String reference : references) {
            String name = byReference.get(key(reference));
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** An image id without the ways of writing it; other references stay as they are. */
    private static String key(String reference) {
        String id = ImageId.of(reference);
        return id == null ? reference : id.substring(id.indexOf(':') + 1);
    }

    private static int rank(String reference) {
        int at = reference.indexOf('@');
        String name = at < 0 ? reference : reference.substring(0, at);
        boolean tagged = name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
        if (at >= 0) {
            return tagged ? 0 : 2;
        }
        return tagged ? 1 : 3;
    }
}
