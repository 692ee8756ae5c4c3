package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;

/** Distributions that bring a runtime of their own: Docker was asked for, and the way back is to ask no longer. */
final class BundledMove {

    private BundledMove() {}

    static List<Step> steps(Distribution distribution, boolean controlPlane, KubectlSteps common) {
        List<Step> steps = new ArrayList<>();
        steps.add(common.empty());
        switch (distribution) {
            case K3S -> steps.add(k3s(controlPlane ? "k3s" : "k3s-agent"));
            case K0S -> steps.add(k0s(controlPlane ? "k0scontroller" : "k0sworker"));
            case OPENSHIFT -> {
                steps.add(
                        replace("OpenShift 4 runs nodes on CRI-O alone: replace the machine by the documentation of its"
                                + " version. Only Red Hat's pages know how, for the platform it runs on."));
                return steps;
            }
            default -> {
                steps.add(replace(
                        "This distribution runs its own containerd, and never used dockershim: find out how the node"
                                + " came to Docker, or replace it by the vendor's page."));
                return steps;
            }
        }
        steps.add(Step.of(Where.NODE, "Stop Docker", "sudo systemctl disable docker.service docker.socket --now"));
        steps.add(common.takeBack("containerd://"));
        return steps;
    }

    /** https://docs.k3s.io/advanced, "Using Docker as the container runtime". */
    private static Step k3s(String service) {
        return Step.of(
                        Where.NODE,
                        "Let k3s use its own containerd",
                        "sudo grep -rns -e --docker -e '^docker:' /etc/systemd/system/" + service + ".service"
                                + " /etc/systemd/system/" + service + ".service.env /etc/rancher/k3s",
                        "sudo systemctl daemon-reload",
                        "sudo systemctl restart " + service)
                .noting(List.of(
                        "Remove what grep finds, --docker or docker: true, before the restart: containerd is the"
                                + " default.",
                        "From 1.24.4 on --docker means cri-dockerd, which k3s brings along; 1.24.1 to 1.24.3 know no"
                                + " --docker."));
    }

    /** https://docs.k0sproject.io, "Runtime". */
    private static Step k0s(String service) {
        return Step.of(
                        Where.NODE,
                        "Let k0s use its own containerd",
                        "grep -n -e --cri-socket /etc/systemd/system/" + service + ".service",
                        "sudo systemctl daemon-reload",
                        "sudo systemctl restart " + service)
                .noting(List.of("Remove --cri-socket (docker:unix:///var/run/docker.sock, say) before the restart: k0s"
                        + " then starts and manages containerd itself."));
    }

    private static Step replace(String note) {
        return new Step(Where.PROVIDER, "Replace the node", List.of(), List.of(note));
    }
}
