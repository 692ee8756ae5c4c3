package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.DemoTarget.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Ten nodes that move: what agents and watcher publish comes to what is true, at each step. */
@TestMethodOrder(OrderAnnotation.class)
class MigrationDemoTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern PHASE = Pattern.compile("(?m)^dockershim_node_phase\\{(.*)} 1(?:\\.0)?$");
    private static final Pattern CONTAINER_FS = Pattern.compile("(?m)^(container_fs_\\w+)\\{(.*)} ");
    private static final Pattern SOURCE = Pattern.compile("(?m)^dockershim_bridge_metric_source_info\\{(.*)} 1");
    private static final Pattern FAILED = Pattern.compile("(?m)^dockershim_check_failed\\{(.*)} 1(?:\\.0)?$");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static MigrationDemo demo;
    private static Path files = Path.of("");
    private static Set<Thread> threads = Set.of();

    @BeforeAll
    static void start() throws Exception {
        threads = Thread.getAllStackTraces().keySet();
        demo = MigrationDemo.start();
        files = Objects.requireNonNull(demo.kubeconfig().getParent());
    }

    @AfterAll
    static void close() throws Exception {
        demo.close();
    }

    @Test
    @Order(1)
    void agentsAreNamedAsTheirNodesAndTheWatcherComesLast() {
        List<DemoTarget> targets = demo.targets();
        assertThat(targets).hasSize(11).allMatch(target -> target.cluster().equals(MigrationDemo.CLUSTER));
        assertThat(targets.subList(0, 10))
                .allMatch(target -> target.role() == Role.AGENT)
                .extracting(DemoTarget::name)
                .containsExactlyElementsOf(demo.truth().phases().keySet());
        assertThat(targets.get(10).role()).isEqualTo(Role.WATCHER);
    }

    @Test
    @Order(2)
    void whatIsPublishedComesToTheTruthAtEachStep() throws Exception {
        for (int step = 0; step < demo.steps(); step++) {
            assertThat(demo.step()).isEqualTo(step);
            await("step " + step + ": " + demo.happening())
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(phases())
                            .isEqualTo(new TreeMap<>(demo.truth().phases())));
            await("who serves what at step " + step).atMost(SOON).untilAsserted(() -> {
                assertThat(servedTwice()).isEmpty();
                assertThat(sources()).doesNotContain("both", "partial");
            });
            if (!demo.isLastStep()) {
                demo.advance();
            }
        }
    }

    @Test
    @Order(3)
    void inTheEndNothingFailsThatMatters() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(labels(FAILED, target -> true))
                        .filteredOn(labels -> !"info".equals(labels.get("severity")))
                        .isEmpty());
        assertThat(sources()).containsOnly("bridge");
    }

    @Test
    @Order(4)
    void afterTheLastStepAllBeginsAnew() throws Exception {
        demo.advance();
        assertThat(demo.step()).isZero();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(phases())
                        .isEqualTo(new TreeMap<>(demo.truth().phases())));
        await().atMost(SOON).untilAsserted(() -> assertThat(sources()).containsOnly("kubelet"));
        assertThat(demo.targets().stream().filter(demo::isRunning)).hasSize(7);
    }

    @Test
    @Order(5)
    void closingFreesAll() throws Exception {
        demo.close();

        assertThat(files).doesNotExist();
        for (DemoTarget target : demo.targets()) {
            try (ServerSocket own = new ServerSocket(target.url().getPort(), 0, InetAddress.getLoopbackAddress())) {
                assertThat(own.isBound()).isTrue();
            }
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !threads.contains(thread) && thread.isAlive())
                                .map(Thread::getName))
                        .noneMatch(name -> Stream.of(
                                        "replay-", "held-address", "readiness", "XNIO", "source-", "watch", "migration")
                                .anyMatch(name::startsWith)));
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left).noneMatch(path -> path.equals(files));
        }
    }

    /** The phase of each node, by its agent if that says one; both may speak of it while an agent comes. */
    private static Map<String, String> phases() {
        Map<String, String> phases = new TreeMap<>();
        for (Role role : new Role[] {Role.WATCHER, Role.AGENT}) {
            List<Map<String, String>> told = labels(PHASE, target -> target.role() == role);
            Set<String> nodes = new HashSet<>();
            for (Map<String, String> labels : told) {
                assertThat(labels).containsEntry("observer", role.name().toLowerCase(Locale.ROOT));
                assertThat(nodes.add(labels.get("node")))
                        .as("told once: " + labels)
                        .isTrue();
                phases.put(labels.get("node"), labels.get("phase"));
            }
        }
        return phases;
    }

    /** Rows of the thirteen that more than one of agents serves, or one of them twice. */
    private static List<String> servedTwice() {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (DemoTarget target : demo.targets()) {
            CONTAINER_FS
                    .matcher(scrape(target))
                    .results()
                    .filter(row -> !seen.add(row.group(1) + row.group(2)))
                    .forEach(row -> twice.add(row.group()));
        }
        return twice;
    }

    private static Set<String> sources() {
        return labels(SOURCE, target -> true).stream()
                .map(labels -> labels.get("source"))
                .filter(source -> !source.equals("none")) // of a kubelet that is stopped
                .collect(Collectors.toSet());
    }

    private static List<Map<String, String>> labels(Pattern pattern, Predicate<DemoTarget> wanted) {
        return demo.targets().stream()
                .filter(wanted)
                .flatMap(target -> pattern.matcher(scrape(target)).results())
                .map(MigrationDemoTest::labels)
                .toList();
    }

    private static Map<String, String> labels(MatchResult row) {
        Map<String, String> labels = new TreeMap<>();
        Matcher matcher = Pattern.compile("(\\w+)=\"([^\"]*)\"").matcher(row.group(1));
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }

    /** Empty if nothing answers. */
    private static String scrape(DemoTarget target) {
        URI metrics = target.url().resolve("/metrics");
        try {
            return HTTP.send(HttpRequest.newBuilder(metrics).timeout(SOON).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            assertThat(demo.isRunning(target)).as(target + ": " + e).isFalse();
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
