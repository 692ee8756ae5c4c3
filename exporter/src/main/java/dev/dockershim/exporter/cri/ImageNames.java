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
 *
 * <p>Beside that name there is the one in which Docker's kubelet named an image that it had just pulled.
 */
final class ImageNames {

    /** The most telling first: tag and digest, tag, digest, neither; equals by character. */
    private static final Comparator<String> ORDER =
            Comparator.comparingInt(ImageNames::rank).thenComparing(Comparator.naturalOrder());

    /**
     * What an image is called.
     *
     * @param name the first of its names in containerd's order
     * @param digest the first of its digests as Docker writes it, such as {@code nginx@sha256:...}; null if it has none
     */
    record Found(String name, @Nullable String digest) {}

    private final Map<String, Found> byReference;

    private ImageNames(Map<String, Found> byReference) {
        this.byReference = byReference;
    }

    /** No image known. */
    static ImageNames none() {
        return new ImageNames(Map.of());
    }

    /** The names in an answer of ListImages; images without any name are left out. */
    static ImageNames of(Collection<Image> images) {
        Map<String, Found> byReference = new HashMap<>();
        for (Image image : images) {
            List<String> names = Stream.concat(named(image.getRepoTagsList()), named(image.getRepoDigestsList()))
                    .sorted(ORDER)
                    .toList();
            if (names.isEmpty()) {
                continue;
            }
            String digest = named(image.getRepoDigestsList())
                    .findFirst()
                    .map(ImageNames::pulled)
                    .orElse(null);
            Found found = new Found(names.get(0), digest);
            if (!image.getId().isEmpty()) {
                byReference.put(key(image.getId()), found);
            }
            names.forEach(name -> byReference.putIfAbsent(name, found));
        }
        return new ImageNames(byReference);
    }

    /**
     * The image that the first known reference points to.
     *
     * @param references ids, digests or tags, the surest first
     * @return null if none is known, or the image has no name
     */
    @Nullable
    Found find(Collection<String> references) {
        for (String reference : references) {
            Found found = byReference.get(key(reference));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Without those of Docker's untagged images, and those too long to keep. */
    private static Stream<String> named(List<String> names) {
        return names.stream().filter(name -> KeptText.of(name) != null && !name.contains("<none>"));
    }

    /** Docker drops the tag of a name that was pulled by its digest. */
    private static String pulled(String repoDigest) {
        int at = repoDigest.indexOf('@');
        int tag = at < 0 ? -1 : repoDigest.lastIndexOf(':', at);
        boolean tagged = tag > repoDigest.lastIndexOf('/', at);
        return FamiliarImageName.of(tagged ? repoDigest.substring(0, tag) + repoDigest.substring(at) : repoDigest);
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
