package dev.dockershim.exporter.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cluster.ClusterJudge;
import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.ClusterSource;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.ParsedText;
import dev.dockershim.exporter.source.SourceStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WatcherTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final AtomicBoolean synced = new AtomicBoolean();
    private final AtomicLong clock = new AtomicLong();
    private final List<Watcher> running = new ArrayList<>();

    @AfterEach
    void close() {
        running.forEach(Watcher::close);
    }

    @Test
    void itListensAtOnceAndIsReadyWhenAllWasListedAndJudged() throws Exception {
        Watcher watcher = start();

        assertThat(get(watcher, "/-/healthy").statusCode()).isEqualTo(200);
        assertThat(get(watcher, "/-/ready").statusCode()).isEqualTo(503);
        assertThat(get(watcher, "/api/v1/readiness").statusCode()).isEqualTo(503);
        assertThat(get(watcher, "/").statusCode()).isEqualTo(200);
        Map<String, String> early = samples(watcher, ExpositionFormat.TEXT_0_0_4, true);
        assertThat(early)
                .containsEntry("dockershim_bridge_synced", "0.0")
                .containsEntry("dockershim_bridge_source_up{source=\"pods\"}", "0.0")
                .allSatisfy((series, value) -> assertThat(series).matches("(dockershim_bridge|jvm|process)_.*"));

        synced.set(true);
        await().atMost(Duration.ofSeconds(20)).until(watcher::isReady);
        assertThat(get(watcher, "/-/ready").statusCode()).isEqualTo(200);
        assertThat(get(watcher, "/api/v1/readiness").statusCode()).isEqualTo(200);
        assertThat(get(watcher, "/api/v1/readiness?node=nowhere").statusCode()).isEqualTo(404);
        assertThat(get(watcher, "/api/v1/readiness?limit=x").statusCode()).isEqualTo(400);
        assertThat(get(watcher, "/?view=nodes").body()).contains("node-6");
        assertThat(get(watcher, "/-/healthy").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void everyFormIsTheSameAndValid(ExpositionFormat format) throws Exception {
        Watcher watcher = ready();

        Set<String> plain = readiness(watcher, format, false);
        assertThat(plain).hasSizeGreaterThan(500).isEqualTo(readiness(watcher, format, true));
        assertThat(plain).isEqualTo(readiness(watcher, ExpositionFormat.TEXT_0_0_4, true));
    }

    @Test
    void itTellsOfItself() throws Exception {
        Watcher watcher = ready();

        Map<String, String> own = samples(watcher, ExpositionFormat.TEXT_0_0_4, false);
        assertThat(own)
                .containsEntry("dockershim_bridge_shard_index", "1.0")
                .containsEntry("dockershim_bridge_shards", "2.0")
                .containsEntry("dockershim_bridge_synced", "1.0")
                .containsEntry("dockershim_bridge_source_up{source=\"nodes\"}", "1.0")
                .containsEntry("dockershim_bridge_source_up{source=\"pods\"}", "0.0")
                .containsEntry("dockershim_bridge_watched_objects{resource=\"nodes\"}", "40.0")
                .containsEntry("dockershim_bridge_watched_objects{resource=\"cronjobs\"}", "1.0")
                .containsEntry("dockershim_bridge_evaluation_timestamp_seconds", "1.7723664E9")
                .containsKeys(
                        "dockershim_bridge_evaluation_duration_seconds",
                        "dockershim_bridge_source_duration_seconds{source=\"nodes\"}",
                        "dockershim_bridge_source_last_success_timestamp_seconds{source=\"nodes\"}",
                        "process_resident_memory_bytes");
        assertThat(own.keySet()).anyMatch(series -> series.startsWith("dockershim_bridge_build_info{version="));
        assertThat(own.keySet()).anyMatch(series -> series.startsWith("jvm_memory_pool_bytes_used{"));
    }

    @Test
    void whatIsTooOldIsNotServedButForItsTime() throws Exception {
        Watcher watcher = ready();
        clock.set(INTERVAL.toNanos() * 3 + 1);

        Set<String> left = readiness(watcher, ExpositionFormat.OPENMETRICS_1_0_0, true);

        assertThat(left).isNotEmpty().allMatch(line -> line.startsWith("dockershim_check_last_evaluation_"));
    }

    @Test
    void anAddressThatIsTakenIsRefusedInOneLine() throws Exception {
        Watcher watcher = start();
        String taken = URI.create(watcher.urls().get(0)).getAuthority();

        assertThatThrownBy(() -> start(taken)).isInstanceOf(IOException.class).hasMessageContaining("listen-address");
    }

    private Watcher ready() throws IOException {
        synced.set(true);
        Watcher watcher = start();
        await().atMost(Duration.ofSeconds(20)).until(watcher::isReady);
        return watcher;
    }

    private Watcher start() throws IOException {
        return start("127.0.0.1:0");
    }

    /** A clock that stands keeps the loop from judging again. */
    private Watcher start(String address) throws IOException {
        Shard shard = new Shard(1, 2);
        ClusterSource source = () -> ClusterSamples.generated(shard, 40);
        SourceStatus nodes = new SourceStatus("nodes", false, true, false, null, 0.1, Instant.EPOCH);
        SourceStatus pods = new SourceStatus("pods", false, false, true, "may not be listed", 0.1, null);
        Watcher watcher = Watcher.start(
                new WatcherConfig(ClusterPolicy.DEFAULT, INTERVAL, true, true, List.of(address), "/metrics"),
                new Watched(shard, source, synced::get, () -> List.of(nodes, pods)),
                new ClusterJudge(ClusterPolicy.DEFAULT)::judge,
                clock::get);
        running.add(watcher);
        return watcher;
    }

    /** The lines of readiness. Families are together, none is there twice, and there is one end. */
    private static Set<String> readiness(Watcher watcher, ExpositionFormat format, boolean gzip) throws Exception {
        String text = scrape(watcher, format, gzip);
        ParsedText parsed = ParsedText.parse(text);
        assertThat(parsed.eof()).isEqualTo(format.isOpenMetrics());
        String family = "";
        Set<String> seen = new LinkedHashSet<>();
        Set<String> lines = new LinkedHashSet<>();
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (line.startsWith("# HELP ")) {
                family = words[2];
                assertThat(seen.add(family)).as(family).isTrue();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                assertThat(line).startsWith(family);
                if (line.startsWith("dockershim_") && !line.startsWith("dockershim_bridge_")) {
                    assertThat(lines.add(line)).as(line).isTrue();
                }
            }
        }
        return lines;
    }

    private static Map<String, String> samples(Watcher watcher, ExpositionFormat format, boolean gzip)
            throws Exception {
        Map<String, String> samples = new TreeMap<>();
        scrape(watcher, format, gzip)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> samples.put(
                        line.substring(0, line.lastIndexOf(' ')).replace(",}", "}"),
                        line.substring(line.lastIndexOf(' ') + 1)));
        return samples;
    }

    private static String scrape(Watcher watcher, ExpositionFormat format, boolean gzip) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(watcher.urls().get(0) + "/metrics"))
                .header("Accept", format.contentType().replace("; charset=utf-8", ""));
        if (gzip) {
            request.header("Accept-Encoding", "gzip");
        }
        HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(format.contentType());
        assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                .isEqualTo(gzip);
        if (!gzip) {
            return new String(response.body(), UTF_8);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static HttpResponse<String> get(Watcher watcher, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(watcher.urls().get(0) + path)).build(), BodyHandlers.ofString());
    }
}
