package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.Agent;
import dev.dockershim.exporter.agent.AgentConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.NodeChecks;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code agent}: serves the thirteen series of the node it runs on. */
@Command(
        name = "agent",
        description = "Serves the container_fs_* series of this node. One per node.",
        customSynopsis = "dockershim-exporter agent [flags]",
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = "%nEach flag can be set by the environment too, as DOCKERSHIM_EXPORTER_KUBELET_URL for --kubelet.url.")
final class AgentCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--node.name",
            paramLabel = "NAME",
            order = 1,
            description = "Name of the node. Default: $NODE_NAME, else the host name.")
    private @Nullable String nodeName;

    @Option(
            names = "--list-checks",
            order = 8,
            description = "List the checks of a node's readiness: id, severity and title, one a line. Then end.")
    private boolean listChecks;

    @ArgGroup(validate = false, order = 2, heading = "%nKubelet:%n")
    private KubeletOptions kubelet = new KubeletOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nContainer runtime:%n")
    private CriOptions cri = new CriOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nSeries:%n")
    private SeriesOptions series = new SeriesOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nReadiness:%n")
    private ReadinessOptions readiness = new ReadinessOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nServer:%n")
    private WebOptions web = new WebOptions();

    @ArgGroup(validate = false, order = 7, heading = "%nLog:%n")
    private LogOptions log = new LogOptions();

    static final class CriOptions {
        @Option(
                names = "--cri.endpoint",
                paramLabel = "ENDPOINT",
                defaultValue = "none",
                description = "The runtime's socket: unix:///run/containerd/containerd.sock, auto or none."
                        + " Default: none.")
        private String endpoint = "none";
    }

    @Override
    public Integer call() throws InterruptedException {
        if (listChecks) {
            spec.commandLine().getOut().print(NodeChecks.catalogue().text());
            spec.commandLine().getOut().flush();
            return 0;
        }
        log.apply();
        Agent agent;
        try {
            agent = Agent.start(config());
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "stop"));
        agent.warmUp();
        new CountDownLatch(1).await();
        return 0;
    }

    private AgentConfig config() {
        Map<String, String> environment = System.getenv();
        String name = nodeName != null ? nodeName : defaultNodeName(environment);
        KubeletConfig kubeletConfig = kubelet.toConfig(name, environment);
        CriEndpoint endpoint = CriEndpoint.parse(cri.endpoint);
        if (kubeletConfig == null && endpoint.isNone()) {
            throw new IllegalArgumentException(
                    "nothing to read: --kubelet.url and --cri.endpoint are both none, set one of them");
        }
        SeriesConfig seriesConfig = series.toConfig();
        if (kubeletConfig == null && seriesConfig.when() == SeriesWhen.SHADOW) {
            throw new IllegalArgumentException(
                    "--series.when=shadow compares with the kubelet, but --kubelet.url is none");
        }
        return new AgentConfig(
                name,
                kubeletConfig,
                endpoint,
                seriesConfig,
                series.cadvisor(),
                series.containerInfo,
                Path.of("/proc"),
                FileSystems.ofThisMachine(),
                web.listenAddresses,
                web.telemetryPath,
                web.access(),
                readiness.toConfig(environment, kubelet.tokenFileOrNull(), KubeletOptions.clusterCa()),
                BuildInfo.load());
    }

    private static String defaultNodeName(Map<String, String> environment) {
        String name = environment.getOrDefault("NODE_NAME", "").strip();
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
