package dev.dockershim.exporter.evidence;

/**
 * E2: the running kubelet.
 *
 * @param flags what its command line says
 * @param embedded whether it runs within another process (k3s, RKE2, k0s, microk8s): then its flags say less
 */
public record KubeletProcess(KubeletSettings flags, boolean embedded) {}
