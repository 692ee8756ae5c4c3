package dev.dockershim.exporter.watch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule of RBAC, cluster-wide. {@code /version} needs none: everybody who is authenticated may read it
 * (system:public-info-viewer).
 *
 * @param apiGroup empty for the core group
 * @param resource such as {@code cronjobs}
 * @param verbs such as {@code list}
 */
public record Permission(String apiGroup, String resource, List<String> verbs) {

    /** Copies the list. */
    public Permission {
        verbs = List.copyOf(verbs);
    }

    /** All that a watcher reads. */
    public static List<Permission> ofWatcher() {
        return of(watched(), "list", "watch");
    }

    /** All that a report reads. */
    public static List<Permission> ofReport() {
        return of(Arrays.stream(ApiResource.values()), "list");
    }

    static Stream<ApiResource> watched() {
        return Arrays.stream(ApiResource.values()).filter(resource -> resource != ApiResource.BUDGETS);
    }

    private static List<Permission> of(Stream<ApiResource> resources, String... verbs) {
        return resources
                .map(resource -> new Permission(resource.group(), resource.plural(), List.of(verbs)))
                .toList();
    }
}
