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
            if (!drain.singletons().isEmpty()) {
                notes.add("Away until they have started elsewhere, since this is their only pod: "
                        + Words.some(drain.singletons()) + ".");
            }
            if (!drain.bare().isEmpty()) {
                notes.add("The drain refuses pods that nothing makes again: " + Words.some(drain.bare())
                        + ". Make them anew elsewhere, or add --force, which deletes them for good.");
            }
            if (localData) {
                notes.add("--delete-emptydir-data: what these keep in emptyDir volumes is lost: "
                        + Words.some(drain.localData()) + ".");
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

    /** See that it works, and let pods come back. */
    Step takeBack(String runtime) {
        return Step.of(
                        Where.KUBECTL,
                        "See that it is healthy, and take it back",
                        kubectl.command("get node " + node + " -o wide"),
                        kubectl.command("uncordon " + node))
                .noting(List.of("It is when it is Ready and CONTAINER-RUNTIME says " + runtime
                        + "; uncordon it then, not before. Then the next node."));
    }

    /** Look at it. */
    Step look(String title) {
        return Step.of(
                Where.KUBECTL,
                title,
                kubectl.command("get node " + node + " -o wide"),
                kubectl.command("describe node " + node));
    }

    /** See which group of nodes it belongs to. */
    Step group(String label) {
        return Step.of(
                Where.KUBECTL, "See which pool the node is of", kubectl.command("get node " + node + " -L " + label));
    }

    /** Let kubeadm know the new socket; the guide edits the annotation by hand. */
    Step annotate(String socket) {
        return Step.of(
                Where.KUBECTL,
                "Tell kubeadm the new socket",
                kubectl.command(
                        "annotate node " + node + " --overwrite kubeadm.alpha.kubernetes.io/cri-socket=" + socket));
    }
}
