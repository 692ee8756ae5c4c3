package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a pod belongs to, named as kubernetes-mixin names it ({@code namespace_workload_pod:kube_pod_owner:relabel}), so
 * that both join: its controller, or the pod itself.
 *
 * @param namespace its namespace
 * @param name its name
 * @param type the kind in lower case; {@code staticpod} and {@code pod} for pods without a controller
 */
public record Workload(String namespace, String name, String type) implements Comparable<Workload> {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]{0,62}");
    private static final Comparator<Workload> ORDER = Comparator.comparing(Workload::namespace)
            .thenComparing(Workload::name)
            .thenComparing(Workload::type);

    /** The one {@code pod} belongs to. */
    public static Workload of(PodSpec pod) {
        return pod.staticPod()
                ? new Workload(pod.namespace(), pod.name(), "staticpod")
                : of(pod.namespace(), pod.name(), pod.ownerKind(), pod.owner());
    }

    /**
     * The one that a pod which is not static belongs to.
     *
     * @param kind its controller's kind; empty if it has none
     * @param controller its controller's name; empty if it has none
     */
    public static Workload of(String namespace, String pod, String kind, String controller) {
        if (controller.isEmpty()) {
            return new Workload(namespace, pod, "pod");
        }
        String type = kind.toLowerCase(Locale.ROOT);
        return new Workload(namespace, controller, KIND.matcher(type).matches() ? type : "other");
    }

    @Override
    public int compareTo(Workload other) {
        return ORDER.compare(this, other);
    }

    /** For people: {@code namespace/name}. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
