package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.hostroot.KubeletCommandLine.Running;
import dev.dockershim.exporter.hostroot.KubeletFlagFiles.Found;
import dev.dockershim.exporter.hostroot.KubeletFlagFiles.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E3: what the kubelet's files say. A file that is there and cannot be read or understood makes all of it unknown: what it
 * would say could be the opposite of what the others say.
 */
public final class KubeletFilesReader {

    /** kubeadm's, since 1.34 by default (kubernetes KEP-4656, NodeLocalCRISocket). */
    private static final String INSTANCE_CONFIG = "/var/lib/kubelet/instance-config.yaml";

    /** Where installers put a kubelet's configuration: kubeadm, EKS (two generations of images), GKE. */
    private static final List<String> CONFIGS = List.of(
            "/var/lib/kubelet/config.yaml",
            "/etc/kubernetes/kubelet/kubelet-config.json",
            "/etc/kubernetes/kubelet/config.json",
            "/home/kubernetes/kubelet-config.yaml");

    private final HostText files;
    private final KubeletCommandLine commandLine;
    private final KubeletFlagFiles flagFiles;

    /** Of the kubelet's files of this host. */
    public KubeletFilesReader(HostRoot host) {
        files = new HostText(host);
        commandLine = new KubeletCommandLine(host);
        flagFiles = new KubeletFlagFiles(files);
    }

    /**
     * Reads them.
     *
     * @param processes they tell where the running kubelet's files are, if they are seen
     */
    public Observed<KubeletFiles> read(Observed<ProcessList> processes) {
        try {
            ProcessList list = processes.orNull();
            Running running = commandLine.running(processes).orNull();
            KubeletFiles found = read(running, list != null && list.runs(Processes.RKE2));
            return found == null
                    ? Observed.missing(Reason.ABSENT, "no files of a kubelet below --host.root")
                    : Observed.seen(found);
        } catch (UnreadableException e) {
            return e.missing();
        }
    }

    private @Nullable KubeletFiles read(@Nullable Running running, boolean rke2) throws UnreadableException {
        boolean kubeadm = files.bytes(KubeletFlagFiles.KUBEADM_FLAGS) != null;
        String instance = files.text(INSTANCE_CONFIG);
        Found flags = flagFiles.read(running, rke2);
        KubeletSettings config = config(flags, running);
        if (!kubeadm && instance == null && flags == null && config == null) {
            return null;
        }
        return new KubeletFiles(
                flags == null ? KubeletSettings.NONE : flags.arguments().settings(),
                config == null ? KubeletSettings.NONE : config,
                instance == null ? null : instanceEndpoint(instance),
                kubeadm || instance != null);
    }

    private static @Nullable Endpoint instanceEndpoint(String text) throws UnreadableException {
        String name = "containerRuntimeEndpoint";
        Map<String, List<String>> fields = TopLevelFields.read(text, Set.of(name));
        List<String> values = fields == null ? null : fields.getOrDefault(name, List.of());
        if (values == null || values.size() > 1) {
            throw new UnreadableException(Reason.INVALID, INSTANCE_CONFIG + " could not be understood");
        }
        return values.isEmpty() ? null : KubeletArguments.endpoint(values.get(0));
    }

    /** The configuration with its drop-ins; null if there is none. */
    private @Nullable KubeletSettings config(@Nullable Found flags, @Nullable Running running)
            throws UnreadableException {
        KubeletConfigFields fields = new KubeletConfigFields();
        boolean any = false;
        String path = configPath(flags, running);
        if (path != null) {
            lay(fields, path);
            any = true;
        }
        String directory = configDirectory(flags, running);
        for (String name : directory == null ? List.<String>of() : files.names(directory)) {
            if (name.endsWith(".conf")) {
                lay(fields, directory + '/' + name);
                any = true;
            }
        }
        return any ? fields.settings() : null;
    }

    /** The file's path as flags tell it; where none are seen, where installers put it. */
    private @Nullable String configPath(@Nullable Found flags, @Nullable Running running) throws UnreadableException {
        String told = flags == null ? null : flags.arguments().config();
        if (told != null || (flags != null && flags.origin() == Origin.UNIT)) {
            return told;
        }
        if (running != null) {
            return running.arguments().config();
        }
        if (flags != null && flags.origin() == Origin.DISTRIBUTION) {
            return null;
        }
        for (String path : CONFIGS) {
            if (files.bytes(path) != null) {
                return path;
            }
        }
        return null;
    }

    private static @Nullable String configDirectory(@Nullable Found flags, @Nullable Running running) {
        String told = flags == null ? null : flags.arguments().configDirectory();
        if (told != null || (flags != null && flags.origin() == Origin.UNIT)) {
            return told;
        }
        String given = running == null ? null : running.arguments().configDirectory();
        return given == null && flags != null ? flags.configDirectory() : given;
    }

    /** A file that was named must be there, or the kubelet does not start. */
    private void lay(KubeletConfigFields fields, String path) throws UnreadableException {
        String text = path.startsWith("/") ? files.text(path) : null;
        if (text == null) {
            throw new UnreadableException(
                    Reason.INVALID, "the kubelet's configuration file is not where its flag says");
        }
        fields.lay(text);
    }
}
