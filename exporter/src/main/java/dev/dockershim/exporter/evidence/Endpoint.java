package dev.dockershim.exporter.evidence;

import java.util.Locale;

/**
 * A CRI endpoint without its path.
 *
 * @param kind whose socket it is
 * @param scheme whether it was written with one, such as {@code unix://}
 */
public record Endpoint(EndpointClass kind, boolean scheme) {

    /**
     * Classifies an endpoint as it stands in a flag, a file or an annotation. The paths are those of kubeadm
     * (cmd/kubeadm/app/constants), and of k3s, RKE2, k0s and microk8s.
     */
    public static Endpoint parse(String text) {
        String path = text.strip().toLowerCase(Locale.ROOT);
        boolean scheme = path.contains("://");
        if (scheme) {
            path = path.substring(path.indexOf("://") + 3);
        }
        return new Endpoint(kind(path.replace('\\', '/')), scheme);
    }

    private static EndpointClass kind(String path) {
        String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (name.endsWith("dockershim.sock") || name.endsWith("/pipe/dockershim")) {
            return EndpointClass.DOCKERSHIM;
        }
        if (name.endsWith("cri-dockerd.sock") || name.endsWith("/pipe/cri-dockerd")) {
            return EndpointClass.CRI_DOCKERD;
        }
        if (name.endsWith("containerd.sock") || name.endsWith("/pipe/containerd-containerd")) {
            return EndpointClass.CONTAINERD;
        }
        return name.endsWith("crio/crio.sock") ? EndpointClass.CRI_O : EndpointClass.OTHER;
    }
}
