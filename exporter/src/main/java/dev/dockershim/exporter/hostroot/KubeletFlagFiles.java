package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.hostroot.KubeletCommandLine.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags with which this node's kubelet would start the next time: those of {@code kubelet.service} with its variables
 * put in, or of the distribution's file. Without a unit, {@code kubeadm-flags.env} and then {@code KUBELET_EXTRA_ARGS} of
 * {@code /etc/default/kubelet} and {@code /etc/sysconfig/kubelet}, in the order of kubeadm's own unit (kubernetes/release
 * 10-kubeadm.conf). If files of several distributions are there, the running kubelet tells which are in force.
 */
final class KubeletFlagFiles {

    /** kubeadm's file (kubernetes cmd/kubeadm/app/phases/kubelet/flags.go). */
    static final String KUBEADM_FLAGS = "/var/lib/kubelet/kubeadm-flags.env";

    private static final String MICROK8S = "/var/snap/microk8s/current/args/kubelet";

    private static final List<String> VARIABLE_FILES =
            List.of(KUBEADM_FLAGS, "/etc/default/kubelet", "/etc/sysconfig/kubelet");

    private final HostText files;

    KubeletFlagFiles(HostText files) {
        this.files = files;
    }

    /**
     * Reads them.
     *
     * @param running the running kubelet; null if it is not seen
     * @param rke2 whether RKE2 runs
     * @return null if there are none
     */
    @Nullable
    Found read(@Nullable Running running, boolean rke2) throws MissingFileException {
        if (rke2) {
            return rancher("rke2");
        }
        if (running != null) {
            return switch (running.embedding()) {
                case K3S -> rancher("k3s");
                case MICROK8S -> microk8s();
                case NONE -> kubelet();
            };
        }
        return only();
    }

    /** Nobody tells whose files are in force, so there must be those of one. */
    private @Nullable Found only() throws MissingFileException {
        List<Found> found = new ArrayList<>();
        addIfAny(found, kubelet());
        addIfAny(found, microk8s());
        addIfAny(found, rancher("k3s"));
        addIfAny(found, rancher("rke2"));
        if (found.size() > 1) {
            throw new MissingFileException(
                    Reason.INVALID, "files of several kubelets are there, and none is seen to run");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static void addIfAny(List<Found> all, @Nullable Found found) {
        if (found != null) {
            all.add(found);
        }
    }

    private @Nullable Found kubelet() throws MissingFileException {
        List<String> words = new ServiceCommand(files.host(), "kubelet.service").words("kubelet");
        if (words != null) {
            return new Found(parse(words, "kubelet.service"), Origin.UNIT, null);
        }
        List<String> variables = variables();
        return variables == null ? null : new Found(parse(variables, KUBEADM_FLAGS), Origin.VARIABLES, null);
    }

    private @Nullable List<String> variables() throws MissingFileException {
        List<String> kubeadm = new ArrayList<>();
        List<String> extra = new ArrayList<>();
        boolean any = false;
        for (String path : VARIABLE_FILES) {
            String text = files.text(path);
            if (text != null) {
                any = true;
                Map<String, String> variables = EnvironmentFile.parse(text);
                if (variables == null) {
                    throw halfWritten(path);
                }
                addWords(kubeadm, variables.get("KUBELET_KUBEADM_ARGS"), path);
                addWords(extra, variables.get("KUBELET_EXTRA_ARGS"), path);
            }
        }
        kubeadm.addAll(extra);
        return any ? kubeadm : null;
    }

    private static void addWords(List<String> words, @Nullable String value, String path) throws MissingFileException {
        List<String> split = value == null ? List.of() : Words.split(value);
        if (split == null) {
            throw halfWritten(path);
        }
        words.addAll(split);
    }

    /** A flag a line, with comments and quotes as in a shell (microk8s, microk8s-resources/wrappers). */
    private @Nullable Found microk8s() throws MissingFileException {
        String text = files.text(MICROK8S);
        if (text == null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.stripLeading().startsWith("#")) {
                addWords(words, line, MICROK8S);
            }
        }
        return new Found(parse(words, MICROK8S), Origin.DISTRIBUTION, null);
    }

    private @Nullable Found rancher(String product) throws MissingFileException {
        RancherFiles rancher = new RancherFiles(files, product);
        KubeletArguments arguments = rancher.read();
        return arguments == null ? null : new Found(arguments, Origin.DISTRIBUTION, rancher.configDirectory());
    }

    private static KubeletArguments parse(List<String> words, String where) throws MissingFileException {
        KubeletArguments arguments = KubeletArguments.parse(words);
        if (arguments == null) {
            throw halfWritten(where);
        }
        return arguments;
    }

    private static MissingFileException halfWritten(String path) {
        return new MissingFileException(Reason.INVALID, path + " is half written");
    }

    /** Where flags were found. */
    enum Origin {
        /** {@code kubelet.service}: these are all flags, and one that is not there is not given. */
        UNIT,
        /** A distribution's file, to which its program adds more. */
        DISTRIBUTION,
        /** Variables of a unit that is not seen. */
        VARIABLES
    }

    /**
     * Flags of files.
     *
     * @param arguments what they say
     * @param origin where they were found
     * @param configDirectory where the distribution puts drop-ins; null if nowhere
     */
    record Found(
            KubeletArguments arguments,
            Origin origin,
            @Nullable String configDirectory) {}
}
