package dev.dockershim.exporter.evidence;

/** Where evidence comes from; the names E1 to E9 are the values of the label {@code source}. */
public enum EvidenceSource {
    /** The Node object of the API server. */
    E1("Node object"),
    /** Command lines of the host's processes: kubelet, dockerd. */
    E2("command lines"),
    /** The kubelet's files. */
    E3("kubelet's files"),
    /** The kubelet's {@code /configz}. */
    E4("kubelet's /configz"),
    /** The container runtime's CRI. */
    E5("container runtime (CRI)"),
    /** Files of Docker, containerd and CNI. */
    E6("host's files"),
    /** The pods of this node. */
    E7("pods"),
    /** Events of the API server. */
    E8("events"),
    /** The kubelet's metrics. */
    E9("kubelet's metrics");

    private final String title;

    EvidenceSource(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
