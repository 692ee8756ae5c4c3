package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.ReadinessTiming;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import java.io.IOException;
import java.util.List;

/** Agents of recorded nodes. */
final class RecordedNodesDemo {

    private static final String CLUSTER = "recorded-nodes";
    private static final String DOCKER_YEARS = "docker-years";
    private static final String FREE_PORT = "127.0.0.1:0";
    private static final String KUBELET_ONLY = ", kubelet only";

    /** What the kubelet served under Docker. */
    private static final SeriesConfig AS_THEN = new SeriesConfig(
            SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.MISSING, DockerNaming.parse("all", DockerImageForm.ID));

    /** A rehearsal of the move, as the README has it. */
    private static final SeriesConfig SHADOW =
            new SeriesConfig(SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.SHADOW, DockerNaming.NONE);

    /** On a time-lapse, what was judged five intervals ago would be taken for stale. */
    private static final ReadinessTiming NEVER_IDLE = new ReadinessTiming(
            ReadinessTiming.DEFAULT.phases(), ReadinessTiming.DEFAULT.held(), ReadinessTiming.DEFAULT.refused(), 1);

    private final SeriesOptions series;
    private final boolean scraped;
    private final RunningDemo running;
    private final DemoConsole console;

    /**
     * Nothing runs yet.
     *
     * @param scraped whether a Prometheus is to scrape them
     */
    RecordedNodesDemo(SeriesOptions series, boolean scraped, RunningDemo running, DemoConsole console) {
        this.series = series;
        this.scraped = scraped;
        this.running = running;
        this.console = console;
    }

    /**
     * Starts an agent of each, and of the first one another that does without the runtime's socket.
     *
     * @param address of the first one's agent
     * @throws IOException with one line if the address cannot be listened on
     */
    void start(List<RecordedNode> nodes, String address) throws IOException, InterruptedException {
        for (int i = 0; i < nodes.size(); i++) {
            RecordedNode recorded = nodes.get(i);
            NodeDemo node =
                    running.keep(NodeDemo.start(recorded, series, scraped ? NEVER_IDLE : ReadinessTiming.DEFAULT));
            DemoTarget agent = DemoTarget.agent(
                    recorded.name(), node.startAgent(config(recorded), i == 0 ? address : FREE_PORT), CLUSTER);
            running.serve(agent);
            console.show(agent, recorded.name() + (node.hasCri() ? ", kubelet and CRI" : KUBELET_ONLY));
            if (i == 0) {
                // It is not scraped: the node would be counted twice.
                console.show(
                        DemoTarget.agent(
                                recorded.name(),
                                node.startAgentWithoutCri(series.toConfig(), FREE_PORT),
                                CLUSTER + "-kubelet-only"),
                        recorded.name() + KUBELET_ONLY);
            }
            if (scraped && i == 0) {
                DemoTarget asThen =
                        DemoTarget.cadvisor(recorded.name(), node.startAgent(AS_THEN, FREE_PORT), DOCKER_YEARS);
                running.serve(asThen);
                console.show(asThen, recorded.name() + ", with Docker's names and values");
            }
            if (scraped && recorded.isOnDockershim()) {
                running.serve(DemoTarget.cadvisor(recorded.name(), agent.url(), CLUSTER));
            }
        }
    }

    /** As the flags have it; but where the kubelet serves the thirteen, ours are compared with them. */
    private SeriesConfig config(RecordedNode node) {
        return scraped && node.isOnDockershim() && series.when == SeriesWhen.MISSING ? SHADOW : series.toConfig();
    }
}
