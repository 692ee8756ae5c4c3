package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rehearsal of a move on recorded nodes. */
class ShadowScrapeTest {

    private static final Pattern CONTAINERS =
            Pattern.compile("dockershim_bridge_shadow_containers\\{metric=\"(\\w+)\",verdict=\"(\\w+)\",?} ([0-9.]+)");

    @Test
    void onADockershimNodeWeWouldServeWhatTheKubeletServes() throws Exception {
        try (RecordedAgent agent = shadow("dockershim-1.23", Level.RESTRICTED, SeriesValues.DOCKERSHIM, "none")) {
            String scrape = agent.scrape(RecordedAgent.TEXT);
            Map<String, Map<String, Double>> verdicts = verdicts(scrape);

            assertThat(scrape.lines()).noneMatch(line -> line.startsWith("container_fs_"));
            assertThat(verdicts.keySet()).containsExactlyElementsOf(Series.NAMES);
            assertThat(verdicts.values())
                    .containsOnly(Map.of("equal", 4.0, "close", 0.0, "different", 0.0, "missing", 0.0));
            JsonNode json = json(agent);
            assertThat(json.path("node").asString()).isEqualTo("dockershim-1.23");
            assertThat(json.path("values").asString()).isEqualTo("dockershim");
            assertThat(Instant.parse(json.path("comparedAt").asString())).isNotNull();
            assertThat(json.path("metrics")).hasSize(13);
            assertThat(json.path("worst")).isEmpty();
        }
    }

    /** Seconds by HELP are a million times those of dockershim: an alert tuned to them would not fire any more. */
    @Test
    void theWorstAreListed() throws Exception {
        try (RecordedAgent agent = shadow("dockershim-1.23", Level.RESTRICTED, SeriesValues.CORRECTED, "none")) {
            Map<String, Map<String, Double>> verdicts = verdicts(agent.scrape(RecordedAgent.TEXT));

            assertThat(verdicts.get("container_fs_read_seconds_total")).containsEntry("different", 4.0);
            assertThat(verdicts.get("container_fs_usage_bytes")).containsEntry("equal", 4.0);
            JsonNode worst = json(agent).path("worst");
            assertThat(worst.size()).isEqualTo(4 * 6); // four in seconds, and the two of inodes
            assertThat(worst.path(0).path("differenceRatio").asDouble()).isGreaterThan(0.99);
            assertThat(worst.path(0).path("pod").asString()).isNotEmpty();
            assertThat(worst.path(0).path("verdict").asString()).isEqualTo("different");
        }
    }

    /** What pause containers use cannot be known without containerd. */
    @Test
    void pauseContainersAreComparedWhereTheyWouldBeServed() throws Exception {
        try (RecordedAgent agent =
                shadow("dockershim-1.23", Level.RESTRICTED, SeriesValues.DOCKERSHIM, "pod-container")) {
            Map<String, Map<String, Double>> verdicts = verdicts(agent.scrape(RecordedAgent.TEXT));

            assertThat(verdicts.get("container_fs_usage_bytes"))
                    .containsEntry("equal", 4.0)
                    .containsEntry("missing", 3.0);
            assertThat(verdicts.get("container_fs_limit_bytes")).containsEntry("equal", 7.0);
        }
    }

    @Test
    void whereTheKubeletServesNothingThereIsNothingToCompare() throws Exception {
        try (RecordedAgent agent = shadow("containerd-1.36", Level.CRI, SeriesValues.DOCKERSHIM, "none")) {
            assertThat(verdicts(agent.scrape(RecordedAgent.TEXT)).values())
                    .containsOnly(Map.of("equal", 0.0, "close", 0.0, "different", 0.0, "missing", 0.0));
        }
    }

    @Test
    void withoutShadowNothingOfItIsServed() throws Exception {
        try (RecordedAgent agent = RecordedAgent.start("dockershim-1.23", Level.RESTRICTED, SeriesValues.DOCKERSHIM)) {
            assertThat(agent.scrape(RecordedAgent.TEXT)).doesNotContain("dockershim_bridge_shadow_");
            assertThatThrownBy(() -> json(agent)).hasMessageContaining("404");
        }
    }

    private static RecordedAgent shadow(String node, Level level, SeriesValues values, String naming) throws Exception {
        return RecordedAgent.start(
                node,
                level,
                new SeriesConfig(
                        values, Series.ALL, SeriesWhen.SHADOW, DockerNaming.parse(naming, DockerImageForm.ID)));
    }

    private static JsonNode json(RecordedAgent agent) throws Exception {
        return JsonMapper.shared().readTree(agent.get("/api/v1/shadow", "application/json"));
    }

    private static Map<String, Map<String, Double>> verdicts(String scrape) {
        Map<String, Map<String, Double>> verdicts = new TreeMap<>();
        Matcher matcher = CONTAINERS.matcher(scrape);
        while (matcher.find()) {
            verdicts.computeIfAbsent(matcher.group(1), metric -> new TreeMap<>())
                    .put(matcher.group(2), Double.parseDouble(matcher.group(3)));
        }
        return verdicts;
    }
}
