package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.report.Step.Where;
import java.util.List;

/** The same page's tab for Windows nodes of kubeadm: containerd is there before Docker stops. */
final class WindowsMove {

    private static final String SOCKET = "npipe:////./pipe/containerd-containerd";

    private WindowsMove() {}

    static List<Step> steps(ClusterNode node, KubectlSteps common) {
        return List.of(
                common.empty(),
                Step.of(
                                Where.POWERSHELL,
                                "Install and configure containerd",
                                "$Version=\"1.6.36\"",
                                "curl.exe -L https://github.com/containerd/containerd/releases/download/v$Version/"
                                        + "containerd-$Version-windows-amd64.tar.gz -o containerd-windows-amd64.tar.gz",
                                "tar.exe xvf .\\containerd-windows-amd64.tar.gz",
                                "Copy-Item -Path \".\\bin\\\" -Destination \"$Env:ProgramFiles\\containerd\" -Recurse -Force",
                                "cd $Env:ProgramFiles\\containerd\\",
                                "if (-not (Test-Path config.toml)) { .\\containerd.exe config default"
                                        + " | Out-File config.toml -Encoding ascii }",
                                "Get-Content config.toml",
                                "Add-MpPreference -ExclusionProcess \"$Env:ProgramFiles\\containerd\\containerd.exe\"",
                                "if (-not (Get-Service containerd -ErrorAction SilentlyContinue))"
                                        + " { .\\containerd.exe --register-service }",
                                "Start-Service containerd")
                        .noting(List.of(
                                "Or a later release that is tested with this kubelet, 1.6.4 at least.",
                                "In config.toml review sandbox_image and, of CNI, bin_dir and conf_dir, then"
                                        + " Restart-Service containerd.")),
                common.annotate(SOCKET),
                Step.of(
                        Where.POWERSHELL,
                        "When containerd runs, stop the kubelet and Docker",
                        "Get-Service containerd",
                        "Stop-Service kubelet",
                        "Stop-Service docker",
                        "Set-Service docker -StartupType Disabled"),
                new Step(
                        Where.POWERSHELL,
                        "Let the kubelet use containerd",
                        List.of("Get-Content C:\\k\\StartKubelet.ps1, C:\\var\\lib\\kubelet\\kubeadm-flags.env"
                                + " -ErrorAction SilentlyContinue"),
                        List.of("Give it --container-runtime-endpoint=" + SOCKET
                                + (KubeletFlags.wantsRemote(node.object().kubelet())
                                        ? " and --container-runtime=remote"
                                        : "")
                                + ", where its service is set up (C:\\k\\StartKubelet.ps1, or"
                                + " /var/lib/kubelet/kubeadm-flags.env); keep a copy of the file.")),
                Step.of(Where.POWERSHELL, "When its flags are changed, start the kubelet", "Start-Service kubelet"),
                common.healthy("containerd://"),
                common.takeBack());
    }
}
