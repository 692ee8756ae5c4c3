package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.report.Step.Where;
import java.util.List;

/** Distributions that bring a runtime of their own: Docker was asked for, and the way back is to ask no longer. */
final class BundledMove {

    private BundledMove() {}

    static List<Step> steps(Distribution distribution, boolean controlPlane, KubectlSteps common) {
        return switch (distribution) {
            case K3S -> k3s(controlPlane ? "k3s" : "k3s-agent", common);
            case K0S -> k0s(controlPlane ? "k0scontroller" : "k0sworker", common);
            case OPENSHIFT ->
                List.of(
                        common.empty(),
                        replace("OpenShift 4 runs nodes on CRI-O alone: replace the machine by the documentation of its"
                                + " version. Only Red Hat's pages know how, for the platform it runs on."));
            default ->
                List.of(
                        common.empty(),
                        replace("This distribution runs its own containerd, and never used dockershim: find out how the"
                                + " node came to Docker, or replace it by the vendor's page."),
                        common.healthy("containerd://"),
                        common.takeBack());
        };
    }

    /** https://docs.k3s.io/advanced, "Using Docker as the container runtime". */
    private static List<Step> k3s(String service, KubectlSteps common) {
        String unit = "/etc/systemd/system/" + service + ".service";
        return List.of(
                common.empty(),
                Step.of(
                                Where.NODE,
                                "Find and remove what asks k3s for Docker",
                                "sudo grep -rns -e --docker -e '^docker:' " + unit + " " + unit + ".env " + unit
                                        + ".d /etc/rancher/k3s || echo 'nothing asks for Docker'")
                        .noting(List.of(
                                "Remove what grep finds, --docker or docker: true, keeping a copy of the file: containerd"
                                        + " is the default.",
                                "From 1.24.4 on --docker means cri-dockerd, which k3s brings along; 1.24.1 to 1.24.3 know"
                                        + " no --docker.")),
                restart("k3s", service),
                common.healthy("containerd://"),
                common.takeBack());
    }

    /** https://docs.k0sproject.io, "Runtime". */
    private static List<Step> k0s(String service, KubectlSteps common) {
        String unit = "/etc/systemd/system/" + service + ".service";
        return List.of(
                common.empty(),
                Step.of(
                                Where.NODE,
                                "Find and remove what asks k0s for Docker",
                                "sudo grep -rns -e --cri-socket " + unit + " " + unit
                                        + ".d || echo 'nothing asks for Docker'")
                        .noting(List.of(
                                "Remove --cri-socket (docker:unix:///var/run/docker.sock, say), keeping a copy of"
                                        + " the file: k0s then starts and manages containerd itself.")),
                restart("k0s", service),
                common.healthy("containerd://"),
                common.takeBack());
    }

    /** Docker's containers hold ports that the new pods need. */
    private static Step restart(String name, String service) {
        return Step.of(
                Where.NODE,
                "When nothing asks for Docker any more, stop Docker and start " + name + " anew",
                "sudo systemctl stop " + service,
                "sudo docker ps --quiet --filter name=k8s_ | xargs --no-run-if-empty sudo docker stop --time 30",
                "sudo systemctl disable --now docker.service docker.socket",
                "sudo systemctl daemon-reload",
                "sudo systemctl start " + service);
    }

    private static Step replace(String note) {
        return new Step(Where.PROVIDER, "Replace the node", List.of(), List.of(note));
    }
}
