package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which endpoint a kubelet of kubeadm uses on Linux, and how that is changed. */
final class KubeletFlags {

    static final String FILE = "/var/lib/kubelet/kubeadm-flags.env";

    /** As it was before the first change; a second one leaves it alone. */
    static final String BACKUP = FILE + ".dockershim";

    private static final String INSTANCE_CONFIG = "/var/lib/kubelet/instance-config.yaml";

    /** Flags of dockershim's years: the endpoint is set anew, and {@code --network-plugin} is gone with 1.24. */
    private static final String OLD_FLAGS = "container-runtime|container-runtime-endpoint|network-plugin";

    /** KUBELET_EXTRA_ARGS of kubeadm's drop-in come after kubeadm-flags.env, and so count more. */
    private static final String OVERRIDES = "sudo grep -rHsE -e '--(" + OLD_FLAGS + ")' /etc/default/kubelet"
            + " /etc/sysconfig/kubelet /etc/systemd/system/kubelet.service.d || echo 'nothing overrides it'";

    private KubeletFlags() {}

    /** What of a move is done already. */
    static Step look() {
        return Step.of(
                        Where.NODE,
                        "See what is done already",
                        "ls -l " + FILE + "* /etc/containerd",
                        "cat " + FILE,
                        "systemctl is-active docker containerd kubelet",
                        OVERRIDES)
                .noting(List.of("Go on behind the last step that is done. Those that follow keep what is right, and the"
                        + " first backup, if they are done again."));
    }

    /** Up to 1.23 an endpoint alone still means dockershim; from 1.27 on the kubelet knows no --container-runtime. */
    static Step edit(@Nullable Version kubelet) {
        List<String> notes = new ArrayList<>();
        notes.add("The first file stays as " + BACKUP + "."
                + (wantsRemote(kubelet) ? " Remove --container-runtime=remote before 1.27." : ""));
        notes.add("What the last line finds in KUBELET_EXTRA_ARGS or a drop-in overrides it: remove it there, and run"
                + " systemctl daemon-reload.");
        return Step.of(
                        Where.NODE,
                        "Let the kubelet use containerd",
                        "sudo test -e " + BACKUP + " || sudo cp -p " + FILE + " " + BACKUP,
                        "sudo sed -i -E 's/ *--(" + OLD_FLAGS + ")=[^\" ]*//g; s#^(KUBELET_KUBEADM_ARGS=\") *#\\1"
                                + endpointFlags(kubelet) + " #' " + FILE,
                        "cat " + FILE,
                        OVERRIDES)
                .noting(notes);
    }

    private static String endpointFlags(@Nullable Version kubelet) {
        return (wantsRemote(kubelet) ? "--container-runtime=remote " : "") + "--container-runtime-endpoint="
                + ContainerdSetup.SOCKET;
    }

    /** Whether the kubelet takes another runtime for granted only with {@code --container-runtime=remote}. */
    static boolean wantsRemote(@Nullable Version kubelet) {
        return kubelet == null || !kubelet.atLeast(1, 24, 0);
    }

    static Step instanceConfig() {
        return Step.of(
                Where.NODE,
                "Tell kubeadm the new socket",
                "sudo test ! -e " + INSTANCE_CONFIG + " || sudo test -e " + INSTANCE_CONFIG
                        + ".dockershim || sudo cp -p " + INSTANCE_CONFIG + " " + INSTANCE_CONFIG + ".dockershim",
                "printf '%s\\n' 'apiVersion: kubelet.config.k8s.io/v1beta1' 'kind: KubeletConfiguration'"
                        + " 'containerRuntimeEndpoint: \"" + ContainerdSetup.SOCKET + "\"' | sudo tee "
                        + INSTANCE_CONFIG);
    }
}
