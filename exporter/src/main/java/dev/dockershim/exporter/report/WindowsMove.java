package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;

/** The same page's tab for Windows. */
final class WindowsMove {

    private static final String SOCKET = "npipe:////./pipe/containerd-containerd";

    private WindowsMove() {}

    static List<Step> steps(ClusterNode node, KubectlSteps common) {
        List<Step> steps = new ArrayList<>();
        steps.add(common.empty());
        steps.add(Step.of(
                Where.POWERSHELL,
                "Stop the kubelet and Docker",
                "Stop-Service kubelet",
                "Stop-Service docker",
                "Set-Service docker -StartupType Disabled"));
        steps.add(Step.of(
                        Where.POWERSHELL,
                        "Install and configure containerd",
                        "curl.exe -L https://github.com/containerd/containerd/releases/download/v$Version/"
                                + "containerd-$Version-windows-amd64.tar.gz -o containerd-windows-amd64.tar.gz",
                        "tar.exe xvf .\\containerd-windows-amd64.tar.gz",
                        "Copy-Item -Path \".\\bin\\\" -Destination \"$Env:ProgramFiles\\containerd\" -Recurse -Force",
                        "cd $Env:ProgramFiles\\containerd\\",
                        ".\\containerd.exe config default | Out-File config.toml -Encoding ascii",
                        "Get-Content config.toml",
                        "Add-MpPreference -ExclusionProcess \"$Env:ProgramFiles\\containerd\\containerd.exe\"",
                        ".\\containerd.exe --register-service",
                        "Start-Service containerd")
                .noting(List.of(
                        "Set $Version first, as $Version=\"1.6.4\" or later.",
                        "In config.toml review sandbox_image and, of CNI, bin_dir and conf_dir.")));
        steps.add(Step.of(Where.POWERSHELL, "Let the kubelet use containerd", "Start-Service kubelet")
                .noting(List.of("First, give it --container-runtime-endpoint=" + SOCKET
                        + (GuideMove.wantsRemote(node.object().kubelet()) ? " and --container-runtime=remote" : "")
                        + ", where its service is set up (C:\\k\\StartKubelet.ps1, or"
                        + " /var/lib/kubelet/kubeadm-flags.env).")));
        if (node.distribution() == Distribution.KUBEADM) {
            steps.add(common.annotate(SOCKET));
        }
        steps.add(common.takeBack("containerd://"));
        return steps;
    }
}
