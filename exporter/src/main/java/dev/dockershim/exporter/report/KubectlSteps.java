package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a move that are the same everywhere.
 *
 * @param kubectl kubectl as it has to be typed
 * @param node the node's name, which no shell reads anything else into
 * @param drain what a drain of it meets; null if unknown
 */
record KubectlSteps(Kubectl kubectl, String node, @Nullable Drain drain) {

    /** Cordon and drain. {@code --force} is left to the reader: it deletes what nothing makes again. */
    Step empty() {
        List<String> notes = new ArrayList<>();
        boolean localData = drain != null && !drain.localData().isEmpty();
        if (drain == null) {
            notes.add("What a drain meets was not to be seen: try it with --dry-run=server first.");
        } else {
            List<String> budgets = drain.budgets();
            if (budgets == null) {
                notes.add("PodDisruptionBudgets were not to be seen: the drain may wait for one.");
            } else if (!budgets.isEmpty()) {
                notes.add("Budgets that allow no eviction now, so that the drain waits: " + Words.some(budgets) + ".");
            }
            if (!drain.shared().isEmpty()) {
                notes.add("Several budgets protect each of these, and so the API server refuses to evict them at all,"
                        + " until one of those budgets is gone: " + Words.some(drain.shared()) + ".");
            }
            if (!drain.singletons().isEmpty()) {
                notes.add("Away until they have started elsewhere, since this is their only pod: "
                        + Words.some(drain.singletons()) + ".");
            }
            if (!drain.together().isEmpty()) {
                notes.add("All pods of these are here, so that they may be away at once: "
                        + Words.some(drain.together()) + ". Spread them first, or guard them by a budget.");
            }
            if (!drain.bare().isEmpty()) {
                notes.add("The drain refuses pods that nothing makes again: " + Words.some(drain.bare())
                        + ". Make them anew elsewhere, or add --force, which deletes them for good.");
            }
            if (localData) {
                // All of them: it is the last time that they are seen.
                notes.add("--delete-emptydir-data: what these keep in emptyDir volumes is lost: "
                        + String.join(", ", drain.localData()) + ".");
            }
        }
        return new Step(
                Where.KUBECTL,
                "Empty the node",
                List.of(
                        kubectl.command("cordon " + node),
                        kubectl.command("drain " + node + " --ignore-daemonsets"
                                + (localData ? " --delete-emptydir-data" : ""))),
                notes);
    }

    /** See that it works. */
    Step healthy(String runtime) {
        return Step.of(
                        Where.KUBECTL,
                        "See whether it is healthy",
                        kubectl.command("get node " + node + " -o wide"),
                        kubectl.command("get pods -A -o wide --field-selector spec.nodeName=" + node))
                .noting(List.of("It is when it is Ready, CONTAINER-RUNTIME says " + runtime
                        + " and its pods run: wait for it, some minutes perhaps."));
    }

    /** Let pods come back: never in one block with anything else. */
    Step takeBack() {
        return Step.of(Where.KUBECTL, "Only when it is healthy, take it back", kubectl.command("uncordon " + node))
                .noting(List.of("Then the next node."));
    }

    /** Before a node of kubeadm's control plane goes, one has to be able to come back. */
    Step saveEtcd() {
        String etcdctl = "exec etcd-" + node + " -- etcdctl --endpoints=https://127.0.0.1:2379"
                + " --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/server.crt"
                + " --key=/etc/kubernetes/pki/etcd/server.key ";
        return Step.of(
                        Where.KUBECTL,
                        "See that all of etcd is well, and save it",
                        kubectl.command("-n kube-system " + etcdctl + "endpoint health --cluster"),
                        kubectl.command(
                                "-n kube-system " + etcdctl + "snapshot save /var/lib/etcd/before-containerd.db"))
                .noting(List.of(
                        "Copy /var/lib/etcd/before-containerd.db off the node. An etcd outside of the cluster is saved by"
                                + " its own means.",
                        "One node of the control plane at a time: of three members of etcd, two have to stay. Begin only"
                                + " when every member is healthy."));
    }

    /** Look at it. */
    Step look(String title) {
        return Step.of(
                Where.KUBECTL,
                title,
                kubectl.command("get node " + node + " -o wide"),
                kubectl.command("describe node " + node));
    }

    /** Keep pods off these nodes, so that none of them moves twice. */
    Step cordon(List<String> nodes) {
        return Step.of(
                Where.KUBECTL,
                "Keep pods off all of the old nodes",
                kubectl.command("cordon " + String.join(" ", nodes)));
    }

    /** See which group of nodes it belongs to. */
    Step group(String label) {
        return Step.of(
                Where.KUBECTL, "See which pool the node is of", kubectl.command("get node " + node + " -L " + label));
    }

    /** Let kubeadm know the new socket; the guide edits the annotation by hand. */
    Step annotate(String socket) {
        return annotate(socket, "Tell kubeadm the new socket");
    }

    Step annotate(String socket, String title) {
        return Step.of(
                Where.KUBECTL,
                title,
                kubectl.command(
                        "annotate node " + node + " --overwrite kubeadm.alpha.kubernetes.io/cri-socket=" + socket));
    }
}
