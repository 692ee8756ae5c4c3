package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.Observed;
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

    private final Processes processes;
    private final KubeletCommandLine commandLine;
    private final KubeletFilesReader files;
    private final DockerDaemonReader docker;
    private final DockerConfigReader dockerConfig;
    private final ContainerdConfigReader containerd;
    private final CniConfigReader cni;
    private final NodeScriptsReader scripts;

    HostFiles(Path root, List<String> searchPaths) {
        HostRoot host = new HostRoot(root);
        processes = new Processes(host);
        commandLine = new KubeletCommandLine(host);
        files = new KubeletFilesReader(host);
        docker = new DockerDaemonReader(host);
        dockerConfig = new DockerConfigReader(host);
        containerd = new ContainerdConfigReader(host);
        cni = new CniConfigReader(host);
        scripts = new NodeScriptsReader(host, searchPaths);
    }

    @Override
    public HostEvidence read(@Nullable Version containerdVersion) {
        Observed<ProcessList> running = processes.look();
        return new HostEvidence(
                commandLine.read(running),
                files.read(running),
                docker.read(running),
                dockerConfig.readOf(running),
                containerd.readOf(running, containerdVersion),
                cni.readOf(running, containerdVersion),
                scripts.read());
    }
}
