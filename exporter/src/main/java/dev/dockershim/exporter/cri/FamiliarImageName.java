package dev.dockershim.exporter.cri;

import java.util.Locale;

/**
 * The short form in which Docker shows an image's name: {@code nginx:1.25} for {@code docker.io/library/nginx:1.25}.
 *
 * <p>The rule is {@code FamiliarString} of distribution/reference: Docker Hub's domain is left out, and so is
 * {@code library/} if no further directory follows.
 */
public final class FamiliarImageName {

    private static final String OFFICIAL = "library/";

    private FamiliarImageName() {}

    /**
     * Shortens a name, with its tag or digest if it has one.
     *
     * @param name such as {@code docker.io/lab/pause:1}, which yields {@code lab/pause:1}; names in other registries and
     *     image ids stay as they are
     */
    public static String of(String name) {
        int slash = name.indexOf('/');
        String domain = slash < 0 ? "" : name.substring(0, slash);
        if (!isDockerHub(domain)) {
            return isDomain(domain) ? name : withoutLibrary(name);
        }
        return withoutLibrary(name.substring(slash + 1));
    }

    private static String withoutLibrary(String path) {
        boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
        return official ? path.substring(OFFICIAL.length()) : path;
    }

    /** {@code index.docker.io} was its name once, and is still read as the same. */
    private static boolean isDockerHub(String domain) {
        return domain.equals("docker.io") || domain.equals("index.docker.io");
    }

    /** Else it is the first directory of a path on Docker Hub, which has neither dot, port nor capital letters. */
    private static boolean isDomain(String first) {
        return first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }
}
