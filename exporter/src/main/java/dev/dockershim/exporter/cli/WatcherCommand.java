package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterChecks;
import dev.dockershim.exporter.watcher.WatcherConfig;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code watcher}: serves how ready the whole cluster is, as its API server shows it. */
@Command(
        name = "watcher",
        description = "Serves how ready the nodes and workloads of a cluster are, as its API server shows them. One per"
                + " cluster, or one per shard.",
        customSynopsis = "dockershim-exporter watcher [flags]",
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = "%nEach flag can be set by the environment too, as DOCKERSHIM_EXPORTER_KUBECONFIG for --kubeconfig.")
final class WatcherCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--list-checks",
            order = 8,
            description =
                    "List the checks of a cluster's readiness: id, severity, what is judged and title, one a line."
                            + " Then end.")
    private boolean listChecks;

    @ArgGroup(validate = false, order = 1, heading = "%nCluster:%n")
    ClusterOptions cluster = new ClusterOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nShards:%n")
    ShardOptions shards = new ShardOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nReadiness:%n")
    private ClusterReadinessOptions readiness = new ClusterReadinessOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nWatcher:%n")
    WatcherOptions watcher = new WatcherOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nServer:%n")
    private WatcherWebOptions web = new WatcherWebOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nLog:%n")
    private LogOptions log = new LogOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (listChecks) {
            spec.commandLine().getOut().print(ClusterChecks.text());
            spec.commandLine().getOut().flush();
            return 0;
        }
        log.apply();
        try {
            WatcherStart.start(this);
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** What the flags of the watcher mean. */
    WatcherConfig config() {
        return new WatcherConfig(
                watcher.toPolicy(),
                readiness.interval,
                readiness.emitPassing,
                readiness.acceptCriDockerd,
                web.listenAddresses,
                web.telemetryPath,
                web.access());
    }
}
