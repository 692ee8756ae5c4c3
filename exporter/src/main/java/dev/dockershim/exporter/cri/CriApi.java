package dev.dockershim.exporter.cri;

/**
 * The versions of the CRI that are spoken. Their messages are the same on the wire as far as {@code cri.proto} goes;
 * only the package in a method's full name differs (k8s.io/cri-api {@code pkg/apis/runtime}; v1alpha2 was removed with
 * Kubernetes 1.26, containerd 2.0 and CRI-O 1.26).
 */
public enum CriApi {
    /** Since Kubernetes 1.20, containerd 1.6, CRI-O 1.20 and cri-dockerd 0.3. */
    V1("v1"),
    /** The only one of containerd 1.4 and 1.5, cri-dockerd 0.2 and dockershim. */
    V1ALPHA2("v1alpha2");

    private static final String GENERATED = "runtime.v1.";

    private final String version;

    CriApi(String version) {
        this.version = version;
    }

    /** As it is written in the package: {@code v1} or {@code v1alpha2}. */
    public String version() {
        return version;
    }

    /**
     * A generated name of a service or method in this version.
     *
     * @param name such as {@code runtime.v1.RuntimeService/Version}
     */
    public String rename(String name) {
        if (!name.startsWith(GENERATED)) {
            throw new IllegalArgumentException("not a name of the CRI: " + name);
        }
        return "runtime." + version + "." + name.substring(GENERATED.length());
    }
}
