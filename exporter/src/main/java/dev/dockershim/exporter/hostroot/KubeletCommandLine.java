package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * E2: the running kubelet by its command line. k3s and microk8s run it within themselves; k3s also blanks its own command
 * line (k3s pkg/proctitle), so that it often says nothing. RKE2 and k0s start a kubelet of their own.
 */
public final class KubeletCommandLine {

    private final RancherArguments rancher;

    /** Of the kubelets of this host. */
    public KubeletCommandLine(HostRoot host) {
        rancher = new RancherArguments(host);
    }

    /** The kubelet; missing if there is none, its command line is hidden, or there are several that differ. */
    public Observed<KubeletProcess> read(Observed<ProcessList> processes) {
        return running(processes)
                .map(kubelet -> new KubeletProcess(kubelet.arguments().settings(), kubelet.embedded()));
    }

    /** The kubelet with the paths it was given. */
    Observed<Running> running(Observed<ProcessList> processes) {
        ProcessList list = processes.orNull();
        if (list == null) {
            Missing<ProcessList> missing = (Missing<ProcessList>) processes;
            return Observed.missing(missing.reason(), missing.text());
        }
        Set<Running> kubelets = new LinkedHashSet<>();
        try {
            for (HostProcess process : list.all()) {
                add(kubelets, process);
            }
        } catch (MissingFileException e) {
            return e.observed();
        }
        if (kubelets.isEmpty()) {
            return Observed.missing(Reason.ABSENT, "no kubelet runs");
        }
        return kubelets.size() == 1
                ? Observed.seen(kubelets.iterator().next())
                : Observed.missing(Reason.INVALID, "several kubelets run, with different flags");
    }

    private void add(Set<Running> kubelets, HostProcess process) throws MissingFileException {
        boolean own = process.name().equals(Processes.KUBELET);
        boolean k3s = Processes.K3S.contains(process.name());
        if (!own && !k3s && !process.name().equals(Processes.KUBELITE)) {
            return;
        }
        if (process.words() instanceof Missing<List<String>> missing) {
            throw new MissingFileException(missing.reason(), missing.text());
        }
        List<String> words = process.words().orNull();
        if (words == null || asksForVersion(words)) {
            return;
        }
        if (own) {
            KubeletArguments arguments = KubeletArguments.parse(words);
            if (arguments == null) {
                throw new MissingFileException(Reason.INVALID, "the kubelet has a flag without its value");
            }
            kubelets.add(new Running(arguments, Embedding.NONE));
        } else if (k3s) {
            kubelets.add(new Running(rancher.parse(words, "k3s"), Embedding.K3S));
        } else {
            kubelets.add(new Running(KubeletArguments.NONE, Embedding.MICROK8S));
        }
    }

    /** kubeadm asks the kubelet for its version: that process is no node's kubelet. */
    private static boolean asksForVersion(List<String> words) {
        return words.contains("--version") || words.contains("--help");
    }

    /** What a kubelet runs within. */
    enum Embedding {
        /** It is a process of its own. */
        NONE,
        /** k3s. */
        K3S,
        /** microk8s, whose arguments are in a file. */
        MICROK8S
    }

    /**
     * A running kubelet.
     *
     * @param arguments of its command line
     * @param embedding what it runs within
     */
    record Running(KubeletArguments arguments, Embedding embedding) {

        boolean embedded() {
            return embedding != Embedding.NONE;
        }
    }
}
