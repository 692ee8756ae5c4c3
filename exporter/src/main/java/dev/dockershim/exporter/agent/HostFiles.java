package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.hostroot.CniConfigReader;
import dev.dockershim.exporter.hostroot.ContainerdConfigReader;
import dev.dockershim.exporter.hostroot.DockerConfigReader;
import dev.dockershim.exporter.hostroot.DockerDaemonReader;
import dev.dockershim.exporter.hostroot.HostRoot;
import dev.dockershim.exporter.hostroot.KeptEvidence;
import dev.dockershim.exporter.hostroot.KubeletCommandLine;
import dev.dockershim.exporter.hostroot.KubeletFilesReader;
import dev.dockershim.exporter.hostroot.NodeScriptsReader;
import dev.dockershim.exporter.hostroot.ProcessList;
import dev.dockershim.exporter.hostroot.Processes;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the host's files and processes below {@code --host.root}. */
final class HostFiles implements HostEvidence.Reader {

    private final HostRoot host;
    private final Processes processes;
    private final KubeletCommandLine commandLine;
    private final KubeletFilesReader files;
    private final DockerDaemonReader docker;
    private final DockerConfigReader dockerConfig;
    private final ContainerdConfigReader containerd;
    private final CniConfigReader cni;
    private final NodeScriptsReader scripts;

    private final KeptEvidence<KubeletFiles> keptFiles;
    private final KeptEvidence<DockerDaemon> keptDocker;
    private final KeptEvidence<DockerConfig> keptDockerConfig;
    private final KeptEvidence<ContainerdConfig> keptContainerd;
    private final KeptEvidence<CniConfig> keptCni;
    private final KeptEvidence<NodeScripts> keptScripts;

    /**
     * What evidence of files depends on besides.
     *
     * @param processes equal if the processes of interest are the same, and started alike
     * @param containerd its version; null if unknown
     */
    private record Basis(Object processes, @Nullable Version containerd) {}

    HostFiles(Path root, List<String> searchPaths) {
        host = new HostRoot(root);
        processes = new Processes(host);
        commandLine = new KubeletCommandLine(host);
        files = new KubeletFilesReader(host);
        docker = new DockerDaemonReader(host);
        dockerConfig = new DockerConfigReader(host);
        containerd = new ContainerdConfigReader(host);
        cni = new CniConfigReader(host);
        scripts = new NodeScriptsReader(host, searchPaths);
        keptFiles = new KeptEvidence<>(host);
        keptDocker = new KeptEvidence<>(host);
        keptDockerConfig = new KeptEvidence<>(host);
        keptContainerd = new KeptEvidence<>(host);
        keptCni = new KeptEvidence<>(host);
        keptScripts = new KeptEvidence<>(host);
    }

    /** Of a host that is mounted in parts, what is not found in the others is unknown: every host has these. */
    private <T> Observed<T> mounted(Observed<T> read, String... directories) {
        for (String directory : directories) {
            if (host.kind(directory) != HostRoot.Kind.DIRECTORY) {
                return Observed.missing(
                        Reason.ABSENT, "the host's " + directory + " is not below --host.root: mount it read-only too");
            }
        }
        return read;
    }

    @Override
    public HostEvidence read(@Nullable Version containerdVersion) {
        Observed<ProcessList> running = processes.look();
        ProcessList list = running.orNull();
        Basis basis = new Basis(list == null ? running : list.fingerprint(), containerdVersion);
        host.beginPass();
        try {
            return new HostEvidence(
                    commandLine.read(running),
                    keptFiles.read(basis, () -> files.read(running)),
                    keptDocker.read(basis, () -> mounted(docker.read(running), "/etc", "/usr/bin", "/var/lib", "/run")),
                    keptDockerConfig.read(basis, () -> mounted(dockerConfig.readOf(running), "/etc")),
                    keptContainerd.read(basis, () -> mounted(containerd.readOf(running, containerdVersion), "/etc")),
                    keptCni.read(basis, () -> mounted(cni.readOf(running, containerdVersion), "/etc")),
                    keptScripts.read(List.of(), scripts::read));
        } finally {
            host.endPass();
        }
    }
}
