package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the agent says of who serves each of the thirteen, on recorded nodes and without the permission to look. */
class WhoServesTest {

    private static final Pattern SOURCE = Pattern.compile(
            "dockershim_bridge_metric_source_info\\{node=\"([^\"]+)\",metric=\"(\\w+)\",source=\"(\\w+)\",?} 1\\.0");
    private static final Pattern EVIDENCE =
            Pattern.compile("dockershim_bridge_metric_source_evidence\\{evidence=\"(\\w+)\",?} 1\\.0");
    private static final Set<String> BEHIND_THE_GATE = Set.of(
            "container_fs_inodes_free",
            "container_fs_inodes_total",
            "container_fs_limit_bytes",
            "container_fs_usage_bytes");

    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void release() {
        log.close();
    }

    @Test
    void onDockershimTheKubeletDoes() throws Exception {
        String scrape = scrape("dockershim-1.23", Level.RESTRICTED);

        assertThat(sources(scrape).values()).hasSize(13).containsOnly("kubelet");
        assertThat(scrape.lines()).noneMatch(line -> line.startsWith("container_fs_"));
        assertThat(evidence(scrape)).isEqualTo("look");
    }

    @Test
    void onContainerdWeDo() throws Exception {
        assertThat(sources(scrape("containerd-1.36", Level.CRI)).values())
                .hasSize(13)
                .containsOnly("bridge");
    }

    @Test
    void behindTheKubeletsGateBothDoForSome() throws Exception {
        Map<String, String> sources = sources(scrape("containerd23-gate", Level.CRI));

        assertThat(sources).hasSize(13);
        sources.forEach((metric, source) ->
                assertThat(source).as(metric).isEqualTo(BEHIND_THE_GATE.contains(metric) ? "partial" : "bridge"));
    }

    /** Under dockershim's meaning it is the inodes used, which cri-dockerd does not tell. */
    @Test
    void whatNobodyKnowsNobodyServes() throws Exception {
        try (RecordedAgent agent = RecordedAgent.start("cri-dockerd-1.36", Level.CRI, SeriesValues.DOCKERSHIM)) {
            assertThat(sources(agent.scrape(RecordedAgent.TEXT)))
                    .contains(entry("container_fs_inodes_total", "none"), entry("container_fs_usage_bytes", "bridge"));
        }
    }

    @Test
    void withoutAKubeletWeDo() throws Exception {
        String scrape = scrape("containerd-1.36", Level.SOCKET);

        assertThat(sources(scrape)).containsEntry("container_fs_usage_bytes", "bridge");
        assertThat(evidence(scrape)).isEqualTo("no_kubelet");
    }

    @Test
    void withoutPermissionTheRuntimeDecidesAndThatIsSaidOnce() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.CRI)) {
            node.answer(FaultyNode.CADVISOR, 403, "");
            for (int i = 0; i < 3; i++) {
                String scrape = RecordedAgent.scrape(node.url(), RecordedAgent.TEXT);
                assertThat(sources(scrape).values()).hasSize(13).containsOnly("bridge");
                assertThat(evidence(scrape)).isEqualTo("runtime");
            }
        }
        assertThat(log.messages(java.util.logging.Level.INFO))
                .filteredOn(message -> message.startsWith("which series the kubelet serves is decided by the runtime"))
                .singleElement()
                .asString()
                .contains("containerd");
    }

    @Test
    void withoutPermissionAndRuntimeContainerdIsAssumed() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            node.answer(FaultyNode.CADVISOR, 403, "");
            node.answer(FaultyNode.PODS, 403, "");
            String scrape = RecordedAgent.scrape(node.url(), RecordedAgent.TEXT);

            assertThat(sources(scrape)).containsEntry("container_fs_usage_bytes", "bridge");
            assertThat(evidence(scrape)).isEqualTo("assumption");
        }
    }

    /** A kubelet that is slow to start may serve all of them itself. */
    @Test
    void untilTheFirstLookSucceedsNothingIsServedForSomeScrapes() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            node.answer(FaultyNode.CADVISOR, 500, "");
            node.answer(FaultyNode.PODS, 403, "");
            for (int i = 0; i < 2; i++) {
                String scrape = RecordedAgent.scrape(node.url(), RecordedAgent.TEXT);
                assertThat(scrape.lines()).noneMatch(line -> line.startsWith("container_fs_"));
                assertThat(evidence(scrape)).isEqualTo("pending");
            }
            assertThat(evidence(RecordedAgent.scrape(node.url(), RecordedAgent.TEXT)))
                    .isEqualTo("assumption");

            node.heal();
            String healed = RecordedAgent.scrape(node.url(), RecordedAgent.TEXT);
            assertThat(evidence(healed)).isEqualTo("look");
            assertThat(healed.lines()).anyMatch(line -> line.startsWith("container_fs_usage_bytes{"));
        }
    }

    /** What the ids at /pods begin with is enough to know that the kubelet serves none. */
    @Test
    void withoutPermissionToLookThePodsTellTheRuntime() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            node.answer(FaultyNode.CADVISOR, 403, "");
            String scrape = RecordedAgent.scrape(node.url(), RecordedAgent.TEXT);

            assertThat(sources(scrape)).containsEntry("container_fs_usage_bytes", "bridge");
            assertThat(evidence(scrape)).isEqualTo("runtime");
        }
    }

    /** What was seen before still holds: to serve meanwhile what the kubelet serves would double it. */
    @Test
    void aLookThatFailsLaterChangesNothing() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.CRI)) {
            String before = RecordedAgent.scrape(node.url(), RecordedAgent.TEXT);
            node.answer(FaultyNode.CADVISOR, 500, "");
            String after = RecordedAgent.scrape(node.url(), RecordedAgent.TEXT);

            assertThat(sources(after)).isEqualTo(sources(before));
            assertThat(evidence(after)).isEqualTo("look");
        }
    }

    @Test
    void namesForJoinsAreThereWhenAskedFor() throws Exception {
        try (DemoNode node = DemoNode.start(RecordedAgent.node("containerd-1.36"), Motion.still());
                Agent agent = Agent.start(RecordedAgent.config(
                        "containerd-1.36", node, node.cri(), SeriesConfig.of(SeriesValues.CORRECTED), true))) {
            String scrape = RecordedAgent.scrape(agent.urls().get(0), RecordedAgent.TEXT);

            assertThat(scrape.lines()
                            .filter(line -> line.startsWith("dockershim_bridge_container_info{container=\"app\"")))
                    .singleElement()
                    .asString()
                    .contains("attempt=\"0\"")
                    .contains("docker_name=\"k8s_app_web-0-node-a_prod_c910c11dcbd705e9eb5048f729e8430f_0\"")
                    .contains(
                            "docker_image=\"sha256:0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2\"")
                    .contains("name=\"11c6fecf57a585da968f98d2595d240de8586e52e592683de1f57860ba385c18\"");
            assertThat(scrape.lines().filter(line -> line.startsWith("dockershim_bridge_container_info{")))
                    .hasSize(6);
        }
        assertThat(scrape("containerd-1.36", Level.CRI)).doesNotContain("dockershim_bridge_container_info");
    }

    private static String scrape(String node, Level level) throws Exception {
        try (RecordedAgent agent = RecordedAgent.start(node, level, SeriesValues.CORRECTED)) {
            return agent.scrape(RecordedAgent.TEXT);
        }
    }

    private static Map<String, String> sources(String scrape) {
        Map<String, String> sources = new TreeMap<>();
        Matcher matcher = SOURCE.matcher(scrape);
        while (matcher.find()) {
            assertThat(sources.put(matcher.group(2), matcher.group(3))).isNull();
        }
        return sources;
    }

    private static String evidence(String scrape) {
        Matcher matcher = EVIDENCE.matcher(scrape);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
