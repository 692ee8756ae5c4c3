package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.DemoTarget.Role;
import dev.dockershim.exporter.demo.PrometheusSettings;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.log.Logging.LogLevel;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: agents of recorded nodes, and the watcher of a recorded cluster, on this machine. */
@Command(
        name = "demo",
        description = "Serves recorded nodes on this machine: the same agent, reading a real HTTPS kubelet and a real"
                + " CRI socket that replay them; and a recorded cluster: the same watcher, watching a real API server that"
                + " replays it.",
        customSynopsis = "dockershim-exporter demo [flags]",
        versionProvider = VersionText.class,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    private static final String FIRST_ADDRESS = "127.0.0.1:10061";
    private static final String WATCHER_ADDRESS = "127.0.0.1:10062";
    private static final String FREE_PORT = "127.0.0.1:0";
    private static final String NONE = "none";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--demo.node",
            paramLabel = "NAME",
            split = ",",
            order = 1,
            description = "Recorded nodes to serve: ${COMPLETION-CANDIDATES}; or none. Default: all.",
            completionCandidates = NodeNames.class)
    private List<String> nodes = RecordedNode.NAMES;

    @Option(
            names = "--web.listen-address",
            paramLabel = "HOST:PORT",
            order = 2,
            defaultValue = FIRST_ADDRESS,
            description =
                    "Address of the first node's agent; the others take free ports. Default: " + FIRST_ADDRESS + ".")
    private String listenAddress = FIRST_ADDRESS;

    @Option(
            names = "--demo.once",
            order = 3,
            description = "Scrape each agent and the watcher once, print how many samples it served, and end.")
    private boolean once;

    @Option(
            names = "--demo.cluster",
            paramLabel = "BOOL",
            arity = "1",
            order = 4,
            description = "Whether to serve the recorded cluster too, its watcher at " + WATCHER_ADDRESS
                    + ", or at a free port if --web.listen-address is given. Agents on some of its nodes are"
                    + " recorded, but do not run: the watcher's gauges leave these nodes out, its page has them."
                    + " Default: true, unless --demo.node is given.")
    private @Nullable Boolean cluster;

    @Option(
            names = "--demo.migration",
            paramLabel = "BOOL",
            arity = "1",
            order = 5,
            description = "Whether to serve ten nodes that move from Docker to containerd on a time-lapse, their agents"
                    + " and their watcher at free ports. A step takes 20 seconds; the last one stays for four times as"
                    + " long, then all begins anew. Default: false, but true with --with-prometheus.")
    private @Nullable Boolean migration;

    @ArgGroup(validate = false, order = 6, heading = "%nPrometheus:%n")
    private PrometheusOptions prometheus = new PrometheusOptions();

    @ArgGroup(validate = false, order = 7, heading = "%nSeries of the recorded nodes:%n")
    private SeriesOptions series = new SeriesOptions();

    @ArgGroup(validate = false, order = 8, heading = "%nLog:%n")
    private LogOptions log = new LogOptions();

    static final class NodeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return RecordedNode.NAMES.iterator();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (prometheus.on) {
            // Nodes that move make warnings, which would stand between the lines of alerts.
            log.apply(LogLevel.ERROR, spec.commandLine().getParseResult());
        } else {
            log.apply();
        }
        RunningDemo running = new RunningDemo();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
        DemoConsole console = new DemoConsole(spec.commandLine().getOut(), once);
        MigrationDemo moving = null;
        try {
            assertSomethingToServe();
            PrometheusSettings settings = prometheusSettings();
            startNodes(running, console);
            if (servesCluster()) {
                startCluster(running, console);
            }
            if (servesMigration()) {
                moving = startMigration(running, console);
            }
            if (!once) {
                console.say("At / of each is its readiness, at /metrics its metrics. Values move; Ctrl-C ends.");
            }
            if (settings != null) {
                PrometheusDemo.start(settings, running, console);
            }
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (once) {
            return 0;
        }
        if (moving != null) {
            running.keep(MigrationRun.start(moving, console));
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private boolean servesNodes() {
        return !nodes.equals(List.of(NONE));
    }

    private boolean servesCluster() {
        return cluster == null ? nodes.equals(RecordedNode.NAMES) : cluster;
    }

    private boolean servesMigration() {
        return migration == null ? prometheus.on : migration;
    }

    private void assertSomethingToServe() {
        if (!servesNodes() && !servesCluster() && !servesMigration()) {
            throw new IllegalArgumentException("nothing to serve: --demo.node=none leaves no recorded node; add"
                    + " --demo.cluster=true, --demo.migration=true or both");
        }
    }

    /** Looked at before all else starts: what is wrong with it is told at once. */
    private @Nullable PrometheusSettings prometheusSettings() throws InterruptedException {
        if (prometheus.on && once) {
            throw new IllegalArgumentException("--with-prometheus: nothing fires in one scrape; leave --demo.once out");
        }
        return prometheus.settings(spec.commandLine().getParseResult());
    }

    private void startNodes(RunningDemo running, DemoConsole console) throws IOException, InterruptedException {
        List<RecordedNode> recorded =
                servesNodes() ? nodes.stream().map(RecordedNode::named).toList() : List.of();
        new RecordedNodesDemo(series, prometheus.on, running, console).start(recorded, listenAddress);
    }

    private void startCluster(RunningDemo running, DemoConsole console) throws IOException, InterruptedException {
        ClusterDemo demo =
                running.keep(ClusterDemo.start(listenAddress.equals(FIRST_ADDRESS) ? WATCHER_ADDRESS : FREE_PORT));
        DemoTarget watcher = DemoTarget.watcher(URI.create(demo.awaitUrl()), "recorded-cluster");
        console.show(
                running.serve(watcher),
                "the watcher of a cluster of its own; its gauges leave nodes with an agent to agents that do"
                        + " not run here");
        console.say("KUBECONFIG=" + demo.kubeconfig() + "  for report --kubeconfig, and for kubectl get");
    }

    private static MigrationDemo startMigration(RunningDemo running, DemoConsole console)
            throws IOException, InterruptedException {
        MigrationDemo demo = running.keep(MigrationDemo.start());
        for (DemoTarget target : demo.targets()) {
            running.serve(target);
            if (target.role() == Role.WATCHER) {
                console.show(target, "the watcher of ten nodes that move");
            } else if (demo.isRunning(target)) {
                console.show(target, target.name() + ", which moves");
            } else {
                console.announce(target, target.name() + ", which moves, and gets an agent in the end");
            }
        }
        console.say("KUBECONFIG=" + demo.kubeconfig() + "  of the ten nodes");
        return demo;
    }
}
