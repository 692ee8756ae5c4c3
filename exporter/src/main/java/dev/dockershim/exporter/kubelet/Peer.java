package dev.dockershim.exporter.kubelet;

/** Whom a client asks, for what it says of failures. */
public enum Peer {
    /** A node's kubelet. */
    KUBELET("kubelet"),
    /** The cluster's API server, by the credentials that are used for the kubelet. */
    API_SERVER("API server");

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
