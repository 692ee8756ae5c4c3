package dev.dockershim.exporter.evidence;

import org.jspecify.annotations.Nullable;

/**
 * E3: what the kubelet's files say; a file that does not exist says nothing.
 *
 * @param flags flags in {@code kubeadm-flags.env}, of systemd's drop-ins, or of the distribution's file of flags
 * @param config the configuration file with its drop-in directory laid over it
 * @param instanceConfig {@code instance-config.yaml}'s endpoint (kubeadm 1.34, NodeLocalCRISocket); null if there is none
 * @param kubeadm whether the files are kubeadm's
 */
public record KubeletFiles(
        KubeletSettings flags,
        KubeletSettings config,
        @Nullable Endpoint instanceConfig,
        boolean kubeadm) {}
