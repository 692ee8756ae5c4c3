package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.podspec.PodManifest.Metadata;
import dev.dockershim.exporter.podspec.PodManifest.OwnerReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who controls a pod, as far as the pod tells. A Deployment is told from the ReplicaSet it made by the hash that it puts
 * on both (kubernetes pkg/apis/apps, DefaultDeploymentUniqueLabelKey): only the API server knows for sure. The CronJob
 * of a Job is not to be seen from here.
 *
 * @param kind such as {@code DaemonSet}; empty if there is none
 * @param name its name; empty if there is none
 */
record Owner(String kind, String name) {

    static final Owner NONE = new Owner("", "");

    static Owner of(Metadata pod) {
        for (OwnerReference reference : PodClassifier.present(pod.ownerReferences())) {
            if (Boolean.TRUE.equals(reference.controller()) && reference.kind() != null && reference.name() != null) {
                String hash = pod.labels() == null ? null : pod.labels().podTemplateHash();
                return of(reference.kind(), reference.name(), hash);
            }
        }
        return NONE;
    }

    private static Owner of(String kind, String name, @Nullable String hash) {
        // a static pod's mirror is controlled by its node
        if (Objects.equals(kind, "Node")) {
            return NONE;
        }
        String suffix = "-" + hash;
        boolean deployed = kind.equals("ReplicaSet")
                && hash != null
                && !hash.isEmpty()
                && name.endsWith(suffix)
                && name.length() > suffix.length();
        return deployed
                ? new Owner("Deployment", name.substring(0, name.length() - suffix.length()))
                : new Owner(kind, name);
    }
}
