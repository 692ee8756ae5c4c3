package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.hostroot.CniConfigReader;
import dev.dockershim.exporter.hostroot.ContainerdConfigReader;
import dev.dockershim.exporter.hostroot.DockerConfigReader;
import dev.dockershim.exporter.hostroot.DockerDaemonReader;
import dev.dockershim.exporter.hostroot.HostRoot;
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
        return new HostEvidence(
                commandLine.read(running),
                files.read(running),
                mounted(docker.read(running), "/etc", "/usr/bin", "/var/lib", "/run"),
                mounted(dockerConfig.readOf(running), "/etc"),
                mounted(containerd.readOf(running, containerdVersion), "/etc"),
                mounted(cni.readOf(running, containerdVersion), "/etc"),
                scripts.read());
    }
}
