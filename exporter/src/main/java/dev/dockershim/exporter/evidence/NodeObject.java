package dev.dockershim.exporter.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * E1: what the API server's Node object tells.
 *
 * @param runtime {@code status.nodeInfo.containerRuntimeVersion}
 * @param kubelet {@code status.nodeInfo.kubeletVersion}; null if it is no version
 * @param os {@code status.nodeInfo.operatingSystem}, such as {@code linux}; empty if unknown
 * @param unschedulable whether the node is cordoned
 * @param ready the condition Ready; null if it is {@code Unknown} or not there
 * @param heartbeat when Ready was last confirmed; null if unknown
 * @param criSocket the annotation {@code kubeadm.alpha.kubernetes.io/cri-socket}; null if there is none
 * @param kubeadm whether an annotation or label of kubeadm is there
 */
public record NodeObject(
        RuntimeName runtime,
        @Nullable Version kubelet,
        String os,
        boolean unschedulable,
        @Nullable Boolean ready,
        @Nullable Instant heartbeat,
        @Nullable Endpoint criSocket,
        boolean kubeadm) {}
