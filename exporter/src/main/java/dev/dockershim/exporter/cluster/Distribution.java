package dev.dockershim.exporter.cluster;

/** Who made a node's Kubernetes, as far as the Node object tells: it decides how a node is moved. */
public enum Distribution {
    /** kubeadm. */
    KUBEADM,
    /** k3s. */
    K3S,
    /** RKE2. */
    RKE2,
    /** Rancher's RKE, version 1: its Kubernetes itself runs in Docker. */
    RKE1,
    /** k0s. */
    K0S,
    /** MicroK8s. */
    MICROK8S,
    /** OpenShift. */
    OPENSHIFT,
    /** Amazon EKS. */
    EKS,
    /** Google GKE. */
    GKE,
    /** Azure AKS. */
    AKS,
    /** Alibaba ACK. */
    ACK,
    /** Another one, or not told. */
    OTHER;

    /** Whether its nodes are known to be made, and upgraded, without kubeadm. */
    public boolean isWithoutKubeadm() {
        return switch (this) {
            case K3S, RKE2, RKE1, K0S, MICROK8S, OPENSHIFT, EKS, GKE, AKS -> true;
            case KUBEADM, ACK, OTHER -> false;
        };
    }
}
