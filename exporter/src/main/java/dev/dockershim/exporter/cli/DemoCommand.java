package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.Agent;
import dev.dockershim.exporter.agent.AgentConfig;
import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.DemoPrometheus;
import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.PrometheusNews;
import dev.dockershim.exporter.demo.PrometheusSettings;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
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
    private static final Duration DEMO_INTERVAL = Duration.ofSeconds(15);
    private static final String NONE = "none";
    private static final String FREE_PORT = "127.0.0.1:0";

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

    @ArgGroup(validate = false, order = 5, heading = "%nPrometheus:%n")
    private PrometheusOptions prometheus = new PrometheusOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nSeries:%n")
    private SeriesOptions series = new SeriesOptions();

    @ArgGroup(validate = false, order = 7, heading = "%nLog:%n")
    private LogOptions log = new LogOptions();

    static final class NodeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return RecordedNode.NAMES.iterator();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        log.apply();
        Deque<AutoCloseable> running = new ArrayDeque<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
        PrintWriter out = spec.commandLine().getOut();
        List<DemoTarget> targets = new ArrayList<>();
        try {
            PrometheusSettings settings = prometheusSettings();
            List<RecordedNode> recorded = nodes.equals(List.of(NONE))
                    ? List.of()
                    : nodes.stream().map(RecordedNode::named).toList();
            String address = listenAddress;
            for (RecordedNode node : recorded) {
                DemoNode demo = DemoNode.start(node, Motion.from(Clock.systemUTC()));
                push(running, demo);
                String sources = demo.cri().isNone() ? ", kubelet only" : ", kubelet and CRI";
                String url = start(running, node, demo, demo.cri(), address);
                print(out, node.name() + sources, url);
                targets.add(DemoTarget.agent(node.name(), URI.create(url), "recorded-nodes"));
                if (address.equals(listenAddress)) {
                    print(
                            out,
                            node.name() + ", kubelet only",
                            start(running, node, demo, CriEndpoint.parse("none"), FREE_PORT));
                }
                address = FREE_PORT;
            }
            if (cluster == null ? nodes.equals(RecordedNode.NAMES) : cluster) {
                ClusterDemo demo = ClusterDemo.start(listenAddress.equals(FIRST_ADDRESS) ? WATCHER_ADDRESS : FREE_PORT);
                push(running, demo);
                String url = demo.awaitUrl();
                targets.add(DemoTarget.watcher(URI.create(url), "recorded-cluster"));
                print(
                        out,
                        "the watcher of a cluster of its own; its gauges leave nodes with an agent to agents that do"
                                + " not run here",
                        url);
                out.println("KUBECONFIG=" + demo.kubeconfig() + "  for report --kubeconfig, and for kubectl get");
                out.flush();
            }
            if (settings != null) {
                startPrometheus(running, settings, targets, out);
            }
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (once) {
            return 0;
        }
        out.println("At / of each is its readiness, at /metrics its metrics. Values move; Ctrl-C ends.");
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** Looked at before all else starts: what is wrong with it is told at once. */
    private @Nullable PrometheusSettings prometheusSettings() {
        if (prometheus.on && once) {
            throw new IllegalArgumentException("--with-prometheus: nothing fires in one scrape; leave --demo.once out");
        }
        return prometheus.settings();
    }

    private static void startPrometheus(
            Deque<AutoCloseable> running, PrometheusSettings settings, List<DemoTarget> targets, PrintWriter out)
            throws IOException, InterruptedException {
        DemoPrometheus started = DemoPrometheus.start(settings, targets, DemoPrometheus.timeLapseRules());
        push(running, started);
        out.printf(
                "%-28s  Prometheus: alerts, on a time-lapse in which an hour takes two seconds%n",
                started.alertsPage());
        out.flush();
        push(running, PrometheusNews.start(started, line -> {
            out.println(line);
            out.flush();
        }));
    }

    private String start(
            Deque<AutoCloseable> running, RecordedNode node, DemoNode demo, CriEndpoint cri, String address)
            throws IOException {
        Agent agent = Agent.start(new AgentConfig(
                node.name(),
                demo.kubelet(),
                cri,
                series.toConfig(),
                series.cadvisor(),
                series.containerInfo,
                demo.proc(),
                demo.fileSystems(),
                List.of(address),
                "/metrics",
                readiness(demo),
                BuildInfo.load()));
        push(running, agent);
        agent.warmUp();
        return agent.urls().get(0);
    }

    private static ReadinessConfig readiness(DemoNode demo) {
        ReadinessConfig usual = ReadinessConfig.DEFAULT;
        return new ReadinessConfig(
                DEMO_INTERVAL,
                usual.emitPassing(),
                usual.acceptCriDockerd(),
                demo.apiServer(),
                demo.hostRoot(),
                usual.searchPaths(),
                null);
    }

    private void print(PrintWriter out, String what, String url) throws IOException {
        out.printf("%-28s  %s%s%n", url, what, once ? ": " + samples(url) + " samples" : "");
        out.flush();
    }

    /** How many samples one scrape yields: of the thirteen, or of a watcher's of readiness. */
    private static long samples(String url) throws IOException {
        URLConnection scrape = URI.create(url + "/metrics").toURL().openConnection();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(scrape.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> samples =
                    lines.lines().filter(line -> !line.startsWith("#")).toList();
            long thirteen = samples.stream()
                    .filter(line -> line.startsWith("container_fs_"))
                    .count();
            return thirteen > 0
                    ? thirteen
                    : samples.stream()
                            .filter(line -> line.startsWith("dockershim_"))
                            .count();
        }
    }

    private static void push(Deque<AutoCloseable> running, AutoCloseable started) {
        synchronized (running) {
            running.push(started);
        }
    }

    private static void stop(Deque<AutoCloseable> running) {
        synchronized (running) {
            while (!running.isEmpty()) {
                try {
                    running.pop().close();
                } catch (Exception e) {
                    LoggerFactory.getLogger(DemoCommand.class).warn("part of the demo did not stop", e);
                }
            }
        }
    }
}
